import { fileSize } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'
import type { Uploading } from './attaching.ts'

type File = { id: string; name: string; size: number }

/** The files of a draft, and those still on their way up. */
export function DraftFiles({ files, uploading, onRemove }: { files: readonly File[]; uploading: readonly Uploading[]; onRemove: (id: string) => void }) {
  if (!files.length && !uploading.length) return null
  return <ul className="draft-files" aria-label={t('attachments')}>
    {files.map((each) => { const name = each.name || t('composer.file-unnamed'); return <li key={each.id} className="draft-file"><span className="draft-file__name">{name}</span>{each.size === 0 ? null : <span className="meta">{fileSize(each.size)}</span>}
      <button type="button" className="chip__remove" aria-label={t('composer.remove-file', { name })} onClick={() => onRemove(each.id)}>✕</button></li> })}
    {uploading.map((each) => <li key={each.key} className="draft-file"><span className="draft-file__name">{each.name}</span>
      <progress className="draft-file__progress" aria-label={t('composer.uploading', { name: each.name })} max={1} value={each.share} />
      <button type="button" className="chip__remove" aria-label={t('composer.remove-file', { name: each.name })} onClick={each.stop}>✕</button></li>)}
  </ul>
}

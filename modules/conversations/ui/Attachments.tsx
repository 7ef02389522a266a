import type { Attachment } from '#contracts/conversations'
import { fileSize } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

/** Pictures small enough to look at are shown; everything else is a named link with its kind and size. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  if (!attachments.length) return null
  return <ul className="attachments" aria-label={t('attachments')}>{attachments.map((each) => <li key={each.id}>
    <a href={each.url} download={each.name} className="attachment" title={t('attachment.download', { name: each.name })}>
      {each.kind === 'image' && each.size < 5_000_000 ? <img src={each.url} alt="" loading="lazy" className="attachment__picture" /> : null}
      <span className="attachment__name">{each.name}</span><span className="meta">{t(`attachment.${each.kind}`)} · {fileSize(each.size)}</span>
    </a></li>)}</ul>
}

import { asHtml } from '#kit/editor/looks.ts'
import { t } from '#kit/i18n.ts'
import type { Filled } from './fill-text.ts'

const gap = /\{\{\s*[\w.-]+\s*\}\}/g
/** Only between tags: a gap inside a link's address is not to be marked there. */
const marked = (html: string) => html.split(/(<[^>]*>)/).map((part) => (part.startsWith('<') ? part : part.replace(gap, (whole) => `<mark>${whole}</mark>`))).join('')

/** As it will be read. Its HTML was reduced by the server, and what was filled in is escaped. */
export function TextPreview({ id, filled: { words, unknown, empty }, language }: { id: string; filled: Filled; language: string }) {
  return <div id={id} role="group" aria-label={t('texts.preview')} className="text-preview" tabIndex={0}>
    <div className="text-preview__words" lang={language} dir="auto" dangerouslySetInnerHTML={{ __html: marked(asHtml(words)) }} />
    {unknown.length ? <p className="text-preview__gap">{t('texts.unknown', { names: unknown.join(', ') })}</p> : null}
    {empty.length ? <p className="text-preview__gap">{t('texts.empty-values', { names: empty.join(', ') })}</p> : null}
  </div>
}

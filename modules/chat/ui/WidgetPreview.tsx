import { t } from '#kit/i18n.ts'
import type { Settings } from './api.ts'

/** The words in a language, else in any: a visitor is never shown an empty place. */
const wordsIn = (words: Record<string, string>, language: string) => words[language] ?? words['en'] ?? Object.values(words)[0] ?? ''

/** What a visitor will see, as it is being written: the first moment of the window, with its colours, words and fields. Nothing in it works. */
export function WidgetPreview({ settings, language, name }: { settings: Settings; language: string; name: string }) {
  const { form } = settings
  const asks = form.ask === 'always'
  const colours = { background: settings.colour, color: settings.textOnColour }
  const consent = wordsIn(form.consent, language)
  return <aside className="widget-preview" aria-label={t('widgets.preview')}>
    <h2>{t('widgets.preview')}</h2>
    <div className={`widget-preview__page widget-preview__page--${settings.position}`} role="img" aria-label={t('widgets.preview-label', { title: settings.title || name, greeting: wordsIn(settings.greeting, language) })}>
      <div className="widget-preview__window" lang={language}>
        <div className="widget-preview__head" style={colours}>{/^https:\/\//.test(settings.logo) ? <img src={settings.logo} alt="" referrerPolicy="no-referrer" /> : <span className="widget-preview__sign">{name.slice(0, 1)}</span>}<b>{settings.title || name}</b></div>
        <div className="widget-preview__body">
          {wordsIn(settings.greeting, language) ? <p className="widget-preview__line">{wordsIn(settings.greeting, language)}</p> : null}
          {asks ? <div className="widget-preview__form">
            {form.name === 'no' ? null : <Blank label={t('name')} must={form.name === 'required'} />}
            {form.email === 'no' ? null : <Blank label={t('email')} must={form.email === 'required'} />}
            {settings.departments.length ? <Blank label={wordsIn(settings.departments[0]!.name, language)} must={false} /> : null}
            {form.fields.map((each) => <Blank key={each.key} label={wordsIn(each.label, language)} must={each.required} />)}
            {consent ? <p className="widget-preview__consent">☐ {consent}</p> : null}
          </div> : null}
        </div>
        <div className="widget-preview__foot">…<span className="widget-preview__send" style={colours}>➤</span></div>
      </div>
      <span className="widget-preview__bubble" style={colours}>✎</span>
    </div>
    <p className="meta">{t('widgets.preview-hint')}</p>
  </aside>
}

const Blank = ({ label, must }: { label: string; must: boolean }) => <span className="widget-preview__blank">{label}{must ? ' *' : ''}<i /></span>

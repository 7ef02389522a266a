import { t, word } from '#kit/i18n.ts'
import { troubleWords } from '#kit/trouble-words.ts'
import type { Report } from './api.ts'

const signs = { ok: '✓', failed: '✕', skipped: '–' } as const

/** The test of a connection, step by step: what works, what does not, why, and what the server itself said. */
export function CheckSteps({ report }: { report: Report }) {
  return <section className={`check check--${report.ok ? 'ok' : 'failed'}`} role="status" aria-label={t('channels.test')}>
    <p className="check__sum">{t(report.ok ? 'channels.test-ok' : 'channels.test-failed')}</p>
    <ol className="check__steps">{report.steps.map((each) => <li key={each.step} className={`check__step check__step--${each.outcome}`}>
      <span className="check__sign" aria-hidden="true">{signs[each.outcome]}</span>
      <span><span>{t(`step.${each.step}`)}: <b>{t(`outcome.${each.outcome}`)}</b></span>
        {each.outcome === 'failed' ? <span className="check__why">{word('check', each.code)}</span> : null}
        {each.detail && each.outcome !== 'skipped' ? <span className="check__detail">{troubleWords(each.detail)}</span> : null}</span></li>)}</ol>
  </section>
}

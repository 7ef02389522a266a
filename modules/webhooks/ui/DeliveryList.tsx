import type { WebhookDelivery } from '#contracts/webhooks'
import { Button } from '#kit/Button.tsx'
import { Chip, type Tone } from '#kit/Chip.tsx'
import { fullMoment, moment, number } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

const tones: Record<WebhookDelivery['state'], Tone> = { queued: 'neutral', retrying: 'soon', sent: 'good', failed: 'late' }

/** One line each; opened, it shows the request and the beginning of the answer. */
export function DeliveryList({ rows, onReplay, now = new Date() }: { rows: readonly WebhookDelivery[]; onReplay: ((id: string) => void) | null; now?: Date }) {
  return <ul className="tellings">{rows.map((each) => <li key={each.id}>
    <details className="telling">
      <summary className="telling__sum"><span className="telling__verb"><b>{each.verb}</b>{each.why === 'event' ? null : <span className="meta">{t(`webhooks.why.${each.why}`)}</span>}</span>
        <span className="telling__state"><Chip tone={tones[each.state]}>{t(`webhooks.delivery.${each.state}`)}</Chip><span className="meta">{[each.status ?? '', each.attempts > 1 ? t('delivery.attempts', { count: each.attempts }) : ''].filter(Boolean).join(' · ')}</span></span>
        <time className="meta" dateTime={each.at} title={fullMoment(each.at)}>{moment(each.at, now)}</time></summary>
      <div className="telling__inside">
        <dl className="telling__facts">
          <div><dt>webhook-id</dt><dd><code>{each.messageId}</code></dd></div>
          {each.triedAt ? <div><dt>{t('webhooks.tried')}</dt><dd>{fullMoment(each.triedAt)}{each.tookMs === null ? '' : ` · ${number(each.tookMs)} ms`}</dd></div> : null}
          {each.state === 'retrying' && each.dueAt ? <div><dt>{t('webhooks.next')}</dt><dd>{fullMoment(each.dueAt)}</dd></div> : null}
        </dl>
        <h2>{t('webhooks.request')}</h2><pre className="telling__words" tabIndex={0}>{pretty(each.payload)}</pre>
        <h2>{t('webhooks.answer')}{each.status === null ? '' : ` ${each.status}`}</h2>{each.answer ? <pre className="telling__words" tabIndex={0}>{each.answer}</pre> : <p className="meta">{t('webhooks.answer-none')}</p>}
        {onReplay ? <div className="row-of"><Button small onClick={() => onReplay(each.id)}>{t('webhooks.replay')}<span className="hidden-text"> {each.verb} {each.messageId}</span></Button></div> : null}
      </div>
    </details></li>)}</ul>
}

function pretty(json: string): string {
  try { return JSON.stringify(JSON.parse(json), null, 2) } catch { return json }
}

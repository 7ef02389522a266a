import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { fullMoment } from '#kit/formats.ts'
import { t } from '#kit/i18n.ts'

/** The secret of a webhook, this once. After a change: until when the old one signs along. */
export function WebhookSecretDialog({ name, secret, oldUntil, onClose }: { name: string; secret: string; oldUntil: string | null; onClose: () => void }) {
  return <Dialog title={t('webhooks.secret-title', { name })} onClose={onClose} foot={<Button look="primary" onClick={onClose}>{t('done')}</Button>}>
    <p>{t('channels.secret-hint')}</p>
    <CopyLine label={t('channels.secret')} text={secret} />
    <p className="meta">{t('webhooks.secret-how')}</p>
    {oldUntil ? <p className="meta">{t('webhooks.secret-old', { time: fullMoment(oldUntil) })}</p> : null}
  </Dialog>
}

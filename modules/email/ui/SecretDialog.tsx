import { Button } from '#kit/Button.tsx'
import { CopyLine } from '#kit/CopyLine.tsx'
import { Dialog } from '#kit/Dialog.tsx'
import { t } from '#kit/i18n.ts'

/** The secret of an HTTP channel, this once. */
export function SecretDialog({ url, secret, onClose }: { url: string | null; secret: string; onClose: () => void }) {
  return <Dialog title={t('channels.secret-title')} onClose={onClose} foot={<Button look="primary" onClick={onClose}>{t('done')}</Button>}>
    <p>{t('channels.secret-hint')}</p>
    {url ? <CopyLine label={t('channels.inbound-url')} text={url} /> : null}
    <CopyLine label={t('channels.secret')} text={secret} />
    <p className="meta">{t('channels.secret-how')}</p>
  </Dialog>
}

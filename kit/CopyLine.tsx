import { Button } from './Button.tsx'
import { t } from './i18n.ts'
import { toast } from './toasts.ts'

/** A text that is to be carried elsewhere, whole: a link, a secret, a key. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  return <div className="field"><span className="field__label">{label}</span>
    <div className="copy-line"><code className="copy-line__text">{text}</code><Button onClick={() => void navigator.clipboard.writeText(text).then(() => toast(t('copied')))}>{t('copy')}<span className="hidden-text"> {label}</span></Button></div></div>
}

import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { t } from './i18n.ts'

/** Asked only before what cannot be taken back. The button repeats the verb, so that nobody has to read "OK". */
export function Sure({ title, yes, children, onYes, onClose }: { title: string; yes: string; children: ReactNode; onYes: () => void; onClose: () => void }) {
  return <Dialog title={title} onClose={onClose} foot={<><Button data-focus onClick={onClose}>{t('cancel')}</Button><Button look="danger" onClick={() => { onClose(); onYes() }}>{yes}</Button></>}><p>{children}</p></Dialog>
}

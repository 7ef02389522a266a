import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'
import { t } from './i18n.ts'
import './Dialog.css'

/** The platform's own dialog: it holds the focus, gives it back, and closes with Esc. Mounted means open. */
export function Dialog({ title, children, foot, onClose, wide = false }: { title: string; children: ReactNode; foot?: ReactNode; onClose: () => void; wide?: boolean }) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  // Before the elements go: a dialog that is no longer in the page cannot give the focus back.
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog && !dialog.open) {
      dialog.showModal()
      // The platform would choose the closing button. What is to be done first: a choice that is marked, or the first field.
      dialog.querySelector<HTMLElement>('[data-focus], .dialog__body :is(input, select, textarea):not(:disabled)')?.focus()
    }
    return () => dialog?.close()
  }, [])
  return <dialog ref={element} className={`dialog${wide ? ' dialog--wide' : ''}`} aria-labelledby={id}
    onCancel={(event) => { event.preventDefault(); onClose() }} onClick={(event) => { if (event.target === element.current) onClose() }}>
    <div className="dialog__box">
      <header className="dialog__head"><h2 id={id}>{title}</h2><button type="button" className="button button--quiet" aria-label={t('close')} onClick={onClose}>✕</button></header>
      <div className="dialog__body">{children}</div>
      {foot ? <footer className="dialog__foot">{foot}</footer> : null}
    </div>
  </dialog>
}

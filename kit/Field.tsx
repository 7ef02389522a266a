import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react'
import { t } from './i18n.ts'
import './Field.css'

type Frame = { label: string; hint?: ReactNode; error?: string | undefined; labelHidden?: boolean; optional?: boolean }

/** Label above, hint below it, error in words and tied to the control: the pattern of every form here. */
function Framed({ label, hint, error, labelHidden, optional, children }: Frame & { children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return <div className={`field${error ? ' field--wrong' : ''}`}>
    <label htmlFor={id} className={labelHidden ? 'hidden-text' : 'field__label'}>{label}{optional ? <span className="meta"> · {t('optional')}</span> : null}</label>
    {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
    {hint ? <p id={`${id}-hint`} className="field__hint">{hint}</p> : null}
    {error ? <p id={`${id}-error`} className="field__error" role="alert">{error}</p> : null}
  </div>
}

export function Field({ label, hint, error, labelHidden, optional, ...input }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  return <Framed {...{ label, hint, error, labelHidden, optional }}>{(ids) => <input className="field__control" {...input} {...ids} />}</Framed>
}

export function TextArea({ label, hint, error, labelHidden, optional, ...area }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <Framed {...{ label, hint, error, labelHidden, optional }}>{(ids) => <textarea className="field__control" {...area} {...ids} />}</Framed>
}

export type Option = { value: string; label: string }
export function Select({ label, hint, error, labelHidden, optional, options, ...select }: Frame & SelectHTMLAttributes<HTMLSelectElement> & { options: readonly Option[] }) {
  return <Framed {...{ label, hint, error, labelHidden, optional }}>
    {(ids) => <select className="field__control" {...select} {...ids}>{options.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}</select>}
  </Framed>
}

export function Checkbox({ label, hint, ...input }: { label: ReactNode; hint?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return <div className="checkbox"><input type="checkbox" id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...input} /><div><label htmlFor={id}>{label}</label>{hint ? <p id={`${id}-hint`} className="field__hint">{hint}</p> : null}</div></div>
}

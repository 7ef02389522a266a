import { useState, type FormEvent } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { SetUp } from '#contracts/accounts'
import { call, sentence } from '#kit/api.ts'
import { Button } from '#kit/Button.tsx'
import { Checkbox, Field } from '#kit/Field.tsx'
import { language, t } from '#kit/i18n.ts'
import { DoorPage } from '#kit/Page.tsx'
import { BrandFields } from './BrandFields.tsx'
import { freshBrand } from './brand-input.ts'
import { PasswordField } from './PasswordField.tsx'

type Input = z.input<typeof SetUp>

/** The first page of an installation: who runs it, and whom it serves first. */
export function SetUpPage() {
  const client = useQueryClient()
  const [input, setInput] = useState<Input>(() => ({ accountName: '', name: '', email: '', password: '', brand: freshBrand(language()), sampleCompany: false }))
  const set = (patch: Partial<Input>) => setInput((before) => ({ ...before, ...patch }))
  const setUp = useMutation({
    mutationFn: () => call('POST', 'setup', input),
    // Not every server signs the first person in at once; the sign-in page stands behind this one.
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ['setup'] }); await client.invalidateQueries({ queryKey: ['me'] }) },
  })
  const submit = (event: FormEvent) => { event.preventDefault(); setUp.mutate() }
  return <DoorPage wide title={t('set-up.title')} intro={t('set-up.intro')}><form className="form" onSubmit={submit}>
    <fieldset><legend>{t('set-up.account')}</legend>
      <Field label={t('set-up.account-name')} required maxLength={120} autoFocus autoComplete="organization" value={input.accountName} onChange={(event) => set({ accountName: event.target.value })} />
    </fieldset>
    <fieldset><legend>{t('set-up.owner')}</legend>
      <div className="form__pair">
        <Field label={t('your-name')} required maxLength={120} autoComplete="name" value={input.name} onChange={(event) => set({ name: event.target.value })} />
        <Field label={t('email')} type="email" required autoComplete="username" value={input.email} onChange={(event) => set({ email: event.target.value })} />
      </div>
      <PasswordField fresh label={t('password')} value={input.password} onChange={(password) => set({ password })} />
    </fieldset>
    <fieldset><legend>{t('set-up.first-brand')}</legend><BrandFields value={input.brand} onChange={(brand) => set({ brand })} /></fieldset>
    <Checkbox label={t('set-up.sample')} hint={t('set-up.sample-hint')} checked={input.sampleCompany} onChange={(event) => set({ sampleCompany: event.target.checked })} />
    {setUp.isError ? <p className="form__error" role="alert">{sentence(setUp.error)}</p> : null}
    <Button type="submit" look="primary" busy={setUp.isPending}>{t('set-up.go')}</Button>
  </form></DoorPage>
}

import { Suspense, useState } from 'react'
import { laterPage } from '#kit/later.tsx'
import { useMay } from '#ui/accounts'
import { Button } from '#kit/Button.tsx'
import { t } from '#kit/i18n.ts'

const NewCaseDialog = laterPage(() => import('./NewCaseDialog.tsx').then((file) => file.NewCaseDialog))

/** Writing to somebody first. The form is fetched when it is wanted. */
export function NewCase() {
  const [open, setOpen] = useState(false)
  if (!useMay()('case.open')) return null
  return <>
    <Button small onClick={() => setOpen(true)}>{t('cases.new-case')}</Button>
    {open ? <Suspense fallback={null}><NewCaseDialog onClose={() => setOpen(false)} /></Suspense> : null}
  </>
}

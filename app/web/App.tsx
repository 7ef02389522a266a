import { Suspense, useEffect, useState } from 'react'
import { QueryClientProvider } from '@tanstack/react-query'
import { Route, Switch } from 'wouter'
import { ForgottenPage, InvitationPage, ResetPage, SetUpPage, SignInPage, useMeQuery, useSetUpState } from '#ui/accounts'
import { language, speak } from '#kit/i18n.ts'
import { DoorError } from '#kit/Page.tsx'
import { Skeleton } from '#kit/states.tsx'
import { Toasts } from '#kit/Toasts.tsx'
import { Boundary } from './Boundary.tsx'
import { Frame } from './Frame.tsx'
import { makeQueryClient } from './query-client.ts'

const client = makeQueryClient()

export function App() {
  return <QueryClientProvider client={client}><Boundary><Suspense fallback={<Skeleton lines={6} />}><Gate /></Suspense></Boundary><Toasts /></QueryClientProvider>
}

/** Set-up, the door, or the desk: whichever fits who is there. Links from mails open for anyone. */
function Gate() {
  return <Switch>
    <Route path="/invitations/:token">{({ token }) => <InvitationPage token={token} />}</Route>
    <Route path="/password-resets/:token">{({ token }) => <ResetPage token={token} />}</Route>
    <Route path="/forgotten"><ForgottenPage /></Route>
    <Route><SignedIn /></Route>
  </Switch>
}

function SignedIn() {
  const me = useMeQuery()
  const setUp = useSetUpState(me.data === null)
  const spoken = useLanguage(me.data?.language)
  // Only where there is nothing to show: a server that is away for a while takes nothing off the screen.
  if (me.isLoadingError) return <DoorError error={me.error} onRetry={() => void me.refetch()} />
  if (me.isPending || (me.data === null && setUp.isPending)) return <Skeleton lines={6} />
  if (me.data === null) return setUp.data?.needed ? <SetUpPage /> : <SignInPage />
  // Drawn anew when the language changes: words are read while drawing.
  return <Frame key={spoken} />
}

/** The language that is spoken now; changes only after its catalogue has arrived. */
function useLanguage(wanted: Parameters<typeof speak>[0] | undefined): string {
  const [spoken, setSpoken] = useState<string>(language)
  useEffect(() => {
    if (wanted && wanted !== language()) void speak(wanted).then(() => setSpoken(wanted))
  }, [wanted])
  return spoken
}

import { useQuery } from '@tanstack/react-query'
import type { Colleague, Me, Team } from '#contracts/accounts'
import { call, Declined } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

/** Who is signed in, or null. Being signed out is an answer, not an error. */
export const readMe = () => call<Me>('GET', 'me').catch((error: unknown) => {
  if (error instanceof Declined && error.status === 401) return null
  throw error
})

export const useMeQuery = () => useQuery({ queryKey: ['me'], queryFn: readMe, staleTime: Infinity })

/** Inside the frame somebody is always signed in. */
export function useMe(): Me {
  const { data } = useMeQuery()
  if (!data) throw new Error('This screen is drawn only for somebody who is signed in.')
  return data
}

export const useMay = () => {
  const me = useMe()
  return (permission: string) => me.permissions.includes(permission)
}

const noColleagues: Colleague[] = []
export const useColleagues = () => useQuery({ queryKey: ['colleagues'], queryFn: rowsOf<Colleague>('colleagues'), staleTime: 300_000 }).data ?? noColleagues

export const useTeams = () => useQuery({ queryKey: ['teams'], queryFn: rowsOf<Team>('teams'), staleTime: 300_000 })

/** Asked only when nobody is signed in: does this installation still have to be set up? */
export const useSetUpState = (asked: boolean) => useQuery({ queryKey: ['setup'], queryFn: () => call<{ needed: boolean }>('GET', 'setup'), enabled: asked, staleTime: Infinity })

/** Nothing of what was read or written may stay for whoever signs in next: the page begins anew. */
export async function signOut(): Promise<void> {
  await call('DELETE', 'session').catch(() => undefined)
  const keys = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? '')
  for (const key of keys) if (key.startsWith('balie-draft:')) localStorage.removeItem(key)
  location.assign('/')
}

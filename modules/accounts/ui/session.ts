import { useQuery } from '@tanstack/react-query'
import type { Colleague, Me, Team } from '#contracts/accounts'
import { call, hasCode } from '#kit/api.ts'

/** Who is signed in, or null. Being signed out is an answer, not an error. */
export const readMe = () => call<Me>('GET', 'me').catch((error: unknown) => {
  if (hasCode(error, 'not-signed-in') || hasCode(error, 'second-factor-needed')) return null
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
export const useColleagues = () => useQuery({ queryKey: ['colleagues'], queryFn: () => call<{ rows: Colleague[] }>('GET', 'colleagues').then((answer) => answer.rows), staleTime: 300_000 }).data ?? noColleagues

export const useTeams = () => useQuery({ queryKey: ['teams'], queryFn: () => call<{ rows: Team[] }>('GET', 'teams').then((answer) => answer.rows), staleTime: 300_000 })

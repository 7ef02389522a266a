import { useQuery, type QueryKey } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ApiToken, ApiTokenInput, ApiTokenMade, Brand, BrandInput, Grant, Invitation, InvitationInput, InvitationMade, Me, MyChange, Person, PersonChange, RecoveryCodes, Role, SecondFactorSetUp, Session, Team, TeamInput } from '#contracts/accounts'
import { call } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'

export type RoleName = z.infer<typeof Role>
export type BrandGrant = z.infer<typeof Grant>
export type Invite = z.input<typeof InvitationInput>
export type Invited = z.infer<typeof InvitationMade>
export type Change = z.input<typeof PersonChange>
export type NewToken = z.input<typeof ApiTokenInput>

const useRows = <Row,>(queryKey: QueryKey, path: string) => useQuery({ queryKey, queryFn: rowsOf<Row>(path), staleTime: 60_000 })

export const usePeople = () => useRows<Person>(['people'], 'people')
export const useInvitations = () => useRows<Invitation>(['invitations'], 'invitations')
export const useBrands = () => useRows<Brand>(['brands'], 'brands')
export const useSessions = () => useRows<Session>(['sessions'], 'me/sessions')
export const useTokens = () => useRows<ApiToken>(['api-tokens'], 'api-tokens')

export const people = {
  change: (id: string, input: Change) => call<Person>('PATCH', `people/${id}`, input),
  endSessions: (id: string) => call('DELETE', `people/${id}/sessions`),
  invite: (input: Invite) => call<Invited>('POST', 'invitations', input),
  withdraw: (id: string) => call('DELETE', `invitations/${id}`),
}
export const brands = {
  add: (input: z.input<typeof BrandInput>) => call<Brand>('POST', 'brands', input),
  change: (id: string, input: z.input<typeof BrandInput>) => call<Brand>('PUT', `brands/${id}`, input),
}
export const teams = {
  add: (input: z.input<typeof TeamInput>) => call<Team>('POST', 'teams', input),
  rename: (id: string, name: string) => call<Team>('PATCH', `teams/${id}`, { name }),
  retire: (id: string) => call('DELETE', `teams/${id}`),
}
export const own = {
  change: (input: z.input<typeof MyChange>) => call<Me>('PATCH', 'me', input),
  setPassword: (current: string, next: string) => call('PUT', 'me/password', { current, next }),
  endSession: (id: string) => call('DELETE', `me/sessions/${id}`),
  beginFactor: (password: string) => call<z.infer<typeof SecondFactorSetUp>>('POST', 'me/second-factor', { password }),
  confirmFactor: (code: string) => call<z.infer<typeof RecoveryCodes>>('PUT', 'me/second-factor', { code }),
  stopFactor: (password: string) => call('DELETE', 'me/second-factor', { password }),
  makeToken: (input: NewToken) => call<z.infer<typeof ApiTokenMade>>('POST', 'api-tokens', input),
  revokeToken: (id: string) => call('DELETE', `api-tokens/${id}`),
}

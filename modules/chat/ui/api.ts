import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { AgentLine, AgentLineKept, AgentTalk, AgentTalks, Availability, EarlierTalk, SigningKeyMade, TalkLines, Transfer, Visitor, Widget, WidgetInput, WrapUp } from '#contracts/chat'
import { call } from '#kit/api.ts'
import { rowsOf } from '#kit/deed.ts'
import { useVisitorSigns } from '#kit/visitor-signs.ts'

export type Writing = z.infer<typeof WidgetInput>
export type Settings = Writing['settings']
export type KeyMade = z.infer<typeof SigningKeyMade>
export type Talks = z.infer<typeof AgentTalks>
export type Lines = z.infer<typeof TalkLines>
export type LineSent = z.input<typeof AgentLine>
export type Card = NonNullable<z.infer<typeof AgentLine>['card']>

export const useWidgets = () => useQuery({ queryKey: ['widgets'], queryFn: rowsOf<Widget>('widgets'), staleTime: 60_000 })
export const widgets = {
  make: (input: z.input<typeof WidgetInput>) => call<Widget>('POST', 'widgets', input),
  /** With the version that was seen: somebody else's change is not written over. */
  change: (id: string, input: Writing, version: number) => call<Widget>('PUT', `widgets/${id}`, input, undefined, { 'if-match': `"${version}"` }),
  retire: (id: string) => call('DELETE', `widgets/${id}`),
  makeKey: (id: string) => call<KeyMade>('POST', `widgets/${id}/signing-keys`),
  dropKey: (id: string, keyId: string) => call('DELETE', `widgets/${id}/signing-keys/${keyId}`),
}
/** Letters leave from one of these. */
export const useBrandMailboxes = (brandId: string) => useQuery({ queryKey: ['mailboxes'], queryFn: rowsOf<{ id: string; brandId: string; name: string; address: string }>('mailboxes'), staleTime: 60_000, select: (rows) => rows.filter((each) => each.brandId === brandId) })

export const useTalks = (on = true) => useQuery({ queryKey: ['talks', 'list'], queryFn: ({ signal }) => call<Talks>('GET', 'chats', undefined, signal), enabled: on, refetchInterval: 30_000 })
/** Who is there: told as it happens; read anew now and then, as nobody says good-bye for a process that was killed. */
export function useVisitors() {
  const client = useQueryClient()
  useVisitorSigns<Visitor>(({ here, left, more }) => {
    if (more) { void client.invalidateQueries({ queryKey: ['visitors', 'list'] }); return }
    client.setQueryData<Visitor[]>(['visitors', 'list'], (rows) => rows && [...rows.filter((each) => !left.includes(each.id)).map((each) => here.find(({ id }) => id === each.id) ?? each), ...here.filter(({ id }) => !rows.some((each) => each.id === id))])
  })
  return useQuery({ queryKey: ['visitors', 'list'], queryFn: rowsOf<Visitor>('visitors'), refetchInterval: 60_000 })
}
export const useEarlierTalks = (visitorId: string) => useQuery({ queryKey: ['visitors', 'talks', visitorId], queryFn: rowsOf<EarlierTalk>(`visitors/${visitorId}/talks`), staleTime: 30_000 })
export const chats = {
  lines: (id: string, after: number, signal?: AbortSignal) => call<Lines>('GET', `talks/${id}?after=${after}`, undefined, signal),
  say: (id: string, line: LineSent) => call<z.infer<typeof AgentLineKept>>('POST', `talks/${id}/lines`, line),
  take: (id: string) => call<AgentTalk>('PUT', `talks/${id}/taking`),
  read: (id: string, n: number) => call('PUT', `talks/${id}/reading`, { n }),
  typing: (id: string, on: boolean) => call('POST', `talks/${id}/typing`, { on }),
  transfer: (id: string, to: z.input<typeof Transfer>) => call<AgentTalk | null>('POST', `talks/${id}/transfer`, to),
  invite: (id: string, personId: string, note: string) => call('POST', `talks/${id}/invitation`, { personId, note }),
  end: (id: string, wrapUp: z.input<typeof WrapUp>) => call<AgentTalk>('POST', `talks/${id}/ending`, wrapUp),
  available: (wish: z.input<typeof Availability>) => call('PUT', 'chats/availability', wish),
  block: (visitorId: string, blocked: boolean) => call(blocked ? 'PUT' : 'DELETE', `visitors/${visitorId}/block`),
  greet: (visitorId: string, text: string) => call('POST', `visitors/${visitorId}/greeting`, { text }),
}

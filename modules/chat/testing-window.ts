import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { until } from '../../tests/until.ts'
import type { FromVisitor, Line, ToVisitor } from './protocol.ts'

type Frame<Type extends ToVisitor['type']> = Extract<ToVisitor, { type: Type }>
type Site = { siteKey: string; origin: string }
export const page = { url: 'https://fjeld-wald.example/zelte', title: 'Zelte', referrer: '' }

/** A visitor's window that speaks the protocol and remembers everything it was told. */
export async function aWindow(port: number, site: Site, as: { visitor?: string; secret?: string; after?: number; talk?: string; origin?: string; address?: string } = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/chat/v1/live`, { origin: as.origin ?? site.origin, headers: as.address ? { 'x-forwarded-for': as.address } : {} })
  const told: ToVisitor[] = []
  socket.on('message', (bytes) => told.push(JSON.parse(String(bytes)) as ToVisitor))
  let closed: number | null = null
  socket.on('close', (code) => { closed = code }).on('error', () => {})
  await until(() => socket.readyState, (state) => state !== WebSocket.CONNECTING)
  const say = (frame: unknown) => socket.send(JSON.stringify(frame))
  const of = <Type extends ToVisitor['type']>(type: Type): Array<Frame<Type>> => told.filter((each): each is Frame<Type> => each.type === type)
  say({ type: 'enter', site: site.siteKey, visitor: as.visitor ?? null, secret: as.secret ?? null, talk: as.talk ?? null, after: as.after ?? 0, page })
  return {
    socket, told, say, of, closed: () => closed,
    lines: (): Line[] => [...new Map(of('lines').flatMap((each) => each.lines).map((each) => [each.n, each])).values()].sort((a, b) => a.n - b.n),
    /** Waits until it was told something of this kind. */
    async hears<Type extends ToVisitor['type']>(type: Type, fits: (frame: Frame<Type>) => boolean = () => true): Promise<Frame<Type>> {
      await until(() => of(type).some(fits) || closed !== null, Boolean)
      const found = of(type).find(fits)
      if (!found) throw new Error(`The window was closed (${closed}) and told no "${type}": ${JSON.stringify(told)}`)
      return found
    },
    /** Says a line and waits for what becomes of it. */
    async says(text: string, more: Partial<Extract<FromVisitor, { type: 'say' }>> = {}): Promise<Frame<'kept'> | Frame<'refused'> | Frame<'challenge'>> {
      const clientId = more.clientId ?? randomUUID()
      const before = told.length
      say({ type: 'say', clientId, text, ...more })
      const answer = () => told.slice(before).find((each): each is Frame<'kept'> | Frame<'refused'> | Frame<'challenge'> => (each.type === 'kept' || each.type === 'refused' || each.type === 'challenge') && each.clientId === clientId)
      await until(() => !!answer() || closed !== null, Boolean)
      return answer()!
    },
    close: () => socket.close(),
  }
}

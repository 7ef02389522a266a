import { z } from 'zod'
import { caseToRead, scopeOf } from '#modules/cases'
import { db } from '#platform/db'
import { may, type Actor } from '#platform/permissions'
import { hail, onHail } from '#platform/wake'

const Doing = z.enum(['looking', 'replying', 'noting'])
/** What a desk says of itself: at which case it is, and what is done there. */
const Sign = z.object({ type: z.literal('at'), caseId: z.uuid().nullable(), doing: Doing.default('looking') })
const Hailed = z.object({ deskId: z.string(), accountId: z.uuid(), caseId: z.uuid().nullable(), personId: z.uuid(), name: z.string(), doing: Doing,
  /** Whose case it is, for who may hear of it. */ of: z.object({ brandId: z.uuid(), teamId: z.uuid().nullable(), ownerId: z.uuid().nullable() }).nullable().default(null) })

export type Present = { personId: string; name: string; doing: z.infer<typeof Doing> }

/** A desk says so again every fifteen seconds. One that has been silent for longer has gone, whatever became of it. */
const staysMs = 40_000
const mostSignsPerSecond = 10

/**
 * Who is at which case at this moment, over all processes. Kept in memory only, told only to those who are at the same case or have
 * it in a list before them, and only after it was asked whether they may see it.
 */
export function startPresence(changed: (accountId: string, caseId: string) => void, now: () => number = Date.now) {
  const desks = new Map<string, z.infer<typeof Hailed> & { until: number }>()
  const signs = new Map<string, { second: number; n: number }>()

  const off = onHail('presence', (what) => {
    const hailed = Hailed.safeParse(what)
    if (!hailed.success) return
    const { deskId, accountId, caseId, doing } = hailed.data
    const before = desks.get(deskId)
    if (caseId) desks.set(deskId, { ...hailed.data, until: now() + staysMs })
    else desks.delete(deskId)
    if (before?.caseId && before.caseId !== caseId) changed(accountId, before.caseId)
    if (caseId && (before?.caseId !== caseId || before.doing !== doing)) changed(accountId, caseId)
  })
  const sweep = setInterval(() => { for (const [deskId, each] of desks) if (each.until < now()) { desks.delete(deskId); if (each.caseId) changed(each.accountId, each.caseId) } }, 5_000).unref()

  return {
    /** Who else is there, each once: who writes says more than who looks. */
    at(accountId: string, caseId: string, personId: string): Present[] {
      const people = new Map<string, Present>()
      for (const each of desks.values()) {
        if (each.accountId !== accountId || each.caseId !== caseId || each.personId === personId || each.until < now()) continue
        if (people.get(each.personId)?.doing === undefined || each.doing !== 'looking') people.set(each.personId, { personId: each.personId, name: each.name, doing: each.doing })
      }
      return [...people.values()].sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    /** Who else is at these cases (null: at any), as far as this person may see them. */
    seats(actor: Actor, caseIds: ReadonlySet<string> | null): Array<{ caseId: string; people: Present[] }> {
      const seen = new Set<string>()
      for (const each of desks.values()) if (each.accountId === actor.accountId && each.caseId && each.of && (!caseIds || caseIds.has(each.caseId)) && may(actor, 'case.see', each.of)) seen.add(each.caseId)
      return [...seen].map((caseId) => ({ caseId, people: this.at(actor.accountId, caseId, actor.personId) })).filter((each) => each.people.length)
    },
    /** A desk says where it is. @returns the case that it is at; null when it is at none, or at one that it may not see. */
    async hear(deskId: string, actor: Actor, bytes: string): Promise<{ at: string | null } | null> {
      const second = Math.floor(now() / 1000)
      const counted = signs.get(deskId)
      const n = counted?.second === second ? counted.n + 1 : 1
      signs.set(deskId, { second, n })
      if (n > mostSignsPerSecond) return null
      let said: unknown
      try { said = JSON.parse(bytes) } catch { return null }
      const sign = Sign.safeParse(said)
      if (!sign.success) return null
      const { caseId: wanted, doing } = sign.data
      const found = wanted ? await db().reading(scopeOf(actor), (tx) => caseToRead(tx, actor, wanted)).catch(() => null) : null
      const caseId = found?.id ?? null
      hail('presence', { deskId, accountId: actor.accountId, caseId, personId: actor.personId, name: actor.name, doing, of: found && { brandId: found.brandId, teamId: found.teamId, ownerId: found.ownerId } } satisfies z.infer<typeof Hailed>)
      return { at: caseId }
    },
    leave(deskId: string, actor: Actor) {
      signs.delete(deskId)
      if (desks.has(deskId)) hail('presence', { deskId, accountId: actor.accountId, caseId: null, personId: actor.personId, name: actor.name, doing: 'looking', of: null } satisfies z.infer<typeof Hailed>)
    },
    stop() { off(); clearInterval(sweep) },
  }
}
export type Presence = ReturnType<typeof startPresence>

import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#platform/db'
import { log } from '#platform/log'
import { paced } from '../domain/pace.ts'
import { keepLine } from '../flows/keep-lines.ts'
import { presentTalk } from '../flows/present-lines.ts'
import { signOf } from '../flows/signs.ts'
import { siteScope } from '../flows/site.ts'
import { staffedOn } from '../flows/staffed.ts'
import { mailTranscript } from '../flows/transcript.ts'
import { atPage, endByVisitor, identify, rate, reached } from '../flows/visitor-deeds.ts'
import type { FromVisitor, ToVisitor } from '../protocol.ts'
import { talkById } from '../queries/talks.ts'
import type { Guest } from './guest.ts'
import type { Hub } from './hub.ts'
import { linesForAnAnswer, type Toll } from './toll.ts'

type Refused = Extract<ToVisitor, { type: 'refused' }>
const sentences: Record<Refused['code'], string> = {
  'invalid': 'There is nothing in it that could be kept.', 'too-many': 'That was too much at once. Wait a moment.', 'too-large': 'That is too large.', 'blocked': 'You cannot write here any more.', 'unknown-site': 'This chat does not run on this page.',
  'not-here': 'There is no such talk.', 'bad-signature': 'The signature is not the site’s.', 'expired': 'The signature has run out.', 'ended': 'This talk has ended.', 'unavailable': 'It could not be kept at this moment.',
}
export const refused = (code: Refused['code'], clientId: string | null = null, retryAfter: number | null = null): Refused => ({ type: 'refused', clientId, code, title: sentences[code], retryAfter })

export type Paces = { lines: ReturnType<typeof paced>; deeds: ReturnType<typeof paced>; transcripts: ReturnType<typeof paced> }
export const openPaces = (): Paces => ({
  lines: paced({ perSecond: 1, burst: 15, patienceSeconds: 3 }), deeds: paced({ perSecond: 5, burst: 40, patienceSeconds: 0 }), transcripts: paced({ perSecond: 1 / 600, burst: 3, patienceSeconds: 0 }),
})

type Ears = { hub: Hub; paces: Paces; toll: Toll }

/** What a visitor says, whichever way it came. @returns what is said back, if anything is. */
export async function hear(house: Ears, guest: Guest, said: Exclude<FromVisitor, { type: 'enter' }>): Promise<ToVisitor | null> {
  const { paces, toll } = house
  if (said.type === 'say') return hearLine(house, guest, said)
  const pace = paces.deeds.take(guest.visitorId, Date.now())
  // What passes may be lost: it says itself again.
  if ('retryAfter' in pace) return said.type === 'identify' || said.type === 'end' || said.type === 'rate' ? refused('too-many', null, pace.retryAfter) : null
  const { talkId } = guest
  switch (said.type) {
    case 'identify': {
      const done = await identify(guest, said.who, new Date())
      return done.ok ? welcomeOf(guest) : refused(done.code)
    }
    case 'page': await atPage(guest, said.page); return null
    case 'typing': if (talkId) await signOf({ site: guest.site, talkId }, { typing: said.on, peek: said.text, online: true }); return null
    case 'got':
    case 'read':
      if (talkId && await reached(guest, talkId, { got: said.n, read: said.type === 'read' ? said.n : 0 })) await signOf({ site: guest.site, talkId }, { typing: false, peek: '', online: true })
      return null
    case 'end': return talkId && await endByVisitor(guest, talkId) ? null : refused('not-here')
    case 'rate': return talkId && await rate(guest, talkId, said) ? null : refused('not-here')
    case 'solved': if (toll.isPaid(guest.visitorId, said)) paces.lines.pay(guest.visitorId, linesForAnAnswer); return null
    case 'transcript': {
      const may = paces.transcripts.take(guest.visitorId, Date.now())
      if ('retryAfter' in may) return refused('too-many', null, may.retryAfter)
      return talkId && await mailTranscript(guest, talkId, said.email) ? null : refused(talkId ? 'invalid' : 'not-here')
    }
  }
}

/** Who has been identified is greeted anew, so that the page knows. */
async function welcomeOf({ site, visitorId, talkId }: Guest): Promise<ToVisitor> {
  const [talk] = talkId ? await db().reading(siteScope(site), (tx) => talkById(tx, { id: talkId })) : []
  return { type: 'welcome', visitor: visitorId, secret: null, talk: talk ? presentTalk(talk, site.settings.readReceipts) : null, staffed: await staffedOn(site), settings: site.version, identified: true }
}

async function hearLine({ hub, paces, toll }: Ears, guest: Guest, said: Extract<FromVisitor, { type: 'say' }>): Promise<ToVisitor> {
  const pace = paces.lines.take(guest.visitorId, Date.now())
  if ('retryAfter' in pace) return toll.refuse(guest.visitorId, refused('too-many', said.clientId, pace.retryAfter))
  if (pace.wait) await pause(pace.wait * 1_000)
  try {
    const end = await keepLine({ accountId: guest.site.accountId, site: guest.site, visitorId: guest.visitorId, said })
    if (!end.kept) return refused(end.code, said.clientId)
    if (!end.before || guest.talkId === null) hub.atTalk(guest, end.talkId)
    // What this window said itself need not be told to it.
    if (guest.talkId === end.talkId && guest.told === end.n - 1) guest.told = end.n
    return { type: 'kept', clientId: said.clientId, talk: end.talkId, n: end.n, at: end.at.toISOString() }
  } catch (error) {
    log.warn({ error }, 'a visitor’s line could not be kept; it is asked for again')
    return refused('unavailable', said.clientId, 2)
  }
}

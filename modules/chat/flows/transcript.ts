import { caseOfConversation } from '#modules/cases'
import { db } from '#platform/db'
import { keepMailConversation } from '../queries/by-mail.ts'
import { linesAfter, talkById } from '../queries/talks.ts'
import { isAddress, writeLetter } from './letter.ts'
import { siteScope, type Site } from './site.ts'

const longest = 2_000

/** Sends a visitor what was said in their own talk, to the address that they give. @returns false when that cannot be. */
export function mailTranscript(visitor: { site: Site; visitorId: string }, talkId: string, email: string): Promise<boolean> {
  if (!visitor.site.settings.transcript || !isAddress(email)) return Promise.resolve(false)
  return db().transaction(siteScope(visitor.site), async (tx) => {
    const [held] = await caseOfConversation(tx, { conversationId: talkId })
    const [talk] = await talkById(tx, { id: talkId })
    if (!held || !talk || talk.visitorId !== visitor.visitorId) return false
    const rows = await linesAfter(tx, { talkIds: [talkId], after: [0], limit: longest })
    const conversationId = await writeLetter(tx, 'transcript', talk, held, rows, email)
    if (conversationId) await keepMailConversation(tx, { id: talkId, conversationId })
    return conversationId !== null
  })
}

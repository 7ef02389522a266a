import type { z } from 'zod'
import { utterances } from '#modules/conversations'
import type { Tx } from '#platform/db'
import { readToken, signToken } from '#platform/secrets'
import type { Line, Talk } from '../protocol.ts'
import type { LineRow, TalkRow } from '../queries/talks.ts'

const urlLifetimeMs = 12 * 3_600_000

/** A link to a file that works for this visitor only, and not for ever. */
export const visitorFileUrl = (reader: { accountId: string; visitorId: string }, fileId: string, now: Date): string =>
  `/chat/v1/files/${signToken('chat file', `${reader.accountId} ${reader.visitorId} ${fileId}`, new Date(now.getTime() + urlLifetimeMs))}`
export function readVisitorFileUrl(token: string, now: Date): { accountId: string; visitorId: string; fileId: string } | null {
  const [accountId, visitorId, fileId] = readToken('chat file', token, now)?.split(' ') ?? []
  return accountId && visitorId && fileId ? { accountId, visitorId, fileId } : null
}

/** Lines as they are shown, with what their messages say. `urlOf` makes the links of their files for whoever reads. */
export async function presentLines(tx: Tx, rows: LineRow[], urlOf: (fileId: string, talkId: string) => string): Promise<Array<{ talkId: string; line: Line }>> {
  const ids = rows.flatMap((each) => each.messageId ?? [])
  const said = new Map((ids.length ? await utterances(tx, { ids }) : []).map((each) => [each.id, each]))
  return rows.map((row) => {
    const words = row.messageId ? said.get(row.messageId) : undefined
    return { talkId: row.talkId, line: {
      n: row.n, id: row.messageId ?? row.clientId, clientId: row.clientId, at: row.at.toISOString(), by: row.by, name: row.by === 'visitor' ? '' : row.name || words?.authorName || '', avatar: null, text: words?.text ?? '', word: row.word,
      files: (words?.files ?? []).map(({ safeInline, ...file }) => ({ ...file, picture: safeInline, url: urlOf(file.id, row.talkId) })), card: row.card,
    } }
  })
}

/** How a talk stands, as its visitor sees it. */
export const presentTalk = (row: TalkRow, receipts: boolean): z.infer<typeof Talk> => ({
  id: row.id, state: row.state, last: row.last, read: receipts ? row.agentRead : 0, agent: row.state !== 'waiting' && row.ownerName ? { name: row.ownerName, avatar: null } : null, rating: row.rating,
})

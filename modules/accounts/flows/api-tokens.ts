import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Tx } from '#platform/db'
import { announce } from '#platform/events'
import { newId } from '#platform/ids'
import type { Actor } from '#platform/permissions'
import { unknown } from '#platform/refusal'
import { plain } from '#platform/text'
import type { ApiTokenInput, ApiTokenMade } from '../contract.ts'
import { apiTokenMade, apiTokenRevoked } from '../events.ts'
import { apiTokenRow, insertApiToken, revokeApiTokenRow } from '../queries/api-tokens.ts'
import { forgetActors } from './actor-memory.ts'
import { hashOfToken, tokenStart } from './authenticate.ts'

/** A token can do what its scopes say and its person may. It is shown once; only its hash is kept. */
export async function makeApiToken(tx: Tx, actor: Actor, input: z.infer<typeof ApiTokenInput>): Promise<z.infer<typeof ApiTokenMade>> {
  const id = newId()
  const token = `${tokenStart}${randomBytes(32).toString('base64url')}`
  const name = plain(input.name)
  const scopes = [...new Set(input.scopes)]
  await insertApiToken(tx, { id, personId: actor.personId, name, scopes, tokenHash: hashOfToken(token), expiresInDays: input.expiresInDays })
  await announce(tx, { kind: 'person', id: actor.personId }, apiTokenMade({ brandId: null, subjectId: id }, { name, scopes }))
  return { ...(await apiTokenRow(tx, { personId: actor.personId, id }))[0]!, token }
}

export async function revokeApiToken(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [revoked] = await revokeApiTokenRow(tx, { personId: actor.personId, id })
  if (!revoked) throw unknown('API token')
  await announce(tx, { kind: 'person', id: actor.personId }, apiTokenRevoked({ brandId: null, subjectId: id }, {}))
  tx.afterCommit(forgetActors)
}

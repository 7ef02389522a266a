import { z } from 'zod'
import { command, question } from '#platform/question'

// The schema `sign_in` belongs to the sign-in library; only `balie_sign_in` may ask these.

export const insertLogin = command<{ id: string; name: string; email: string; passwordHash: string; credentialId: string }>('sign-in: add login', `
  with login as (insert into sign_in."user" (id, name, email, "emailVerified") values (:id, :name, :email, true))
  insert into sign_in.account (id, "accountId", "providerId", "userId", password) values (:credentialId, :id, 'credential', :id, :passwordHash)`)

const Taken = z.object({ id: z.string() })
export const loginByEmail = question<{ email: string }, typeof Taken>('sign-in: login by email', Taken, 'select id from sign_in."user" where email = lower(:email)')

const Factor = z.object({ id: z.string(), secondFactor: z.boolean() })
export const secondFactors = question<{ loginIds: string[] }, typeof Factor>('sign-in: second factors', Factor, `
  select id, "twoFactorEnabled" as "secondFactor" from sign_in."user" where id = any (:loginIds::text[])`)

const SessionRow = z.object({ id: z.string(), token: z.string(), ipAddress: z.string(), userAgent: z.string(), createdAt: z.string(), lastSeenAt: z.string() })
export const sessionsOfLogin = question<{ loginId: string }, typeof SessionRow>('sign-in: sessions', SessionRow, `
  select id, token, coalesce("ipAddress", '') as "ipAddress", coalesce("userAgent", '') as "userAgent",
         to_json("createdAt") #>> '{}' as "createdAt", to_json("updatedAt") #>> '{}' as "lastSeenAt"
    from sign_in.session where "userId" = :loginId and "expiresAt" > now() order by "updatedAt" desc`)
const Alive = z.object({ token: z.string(), loginId: z.string(), seenLately: z.boolean() })
/** Those of these sessions that have not ended. */
export const sessionsAlive = question<{ tokens: string[] }, typeof Alive>('sign-in: sessions alive', Alive, `
  select token, "userId" as "loginId", "updatedAt" > now() - interval '1 minute' as "seenLately" from sign_in.session where token = any (:tokens::text[]) and "expiresAt" > now()`)
const Ended = z.object({ id: z.string() })
export const endSession = question<{ loginId: string; id: string }, typeof Ended>('sign-in: end session', Ended, 'delete from sign_in.session where "userId" = :loginId and id = :id returning id')
export const endSessionByToken = command<{ token: string }>('sign-in: end session by token', 'delete from sign_in.session where token = :token')
export const endSessionsOfLogin = command<{ loginId: string }>('sign-in: end sessions', 'delete from sign_in.session where "userId" = :loginId')
/** Written when it has grown older than a minute: sessions are read far more often than that. */
export const noteSessionSeen = command<{ token: string }>('sign-in: session seen', `
  update sign_in.session set "updatedAt" = now() where token = :token and "updatedAt" < now() - interval '1 minute'`)

const Challenge = z.object({ loginId: z.string() })
/** Whose second factor is being waited for. */
export const challengedLogin = question<{ identifier: string }, typeof Challenge>('sign-in: challenged login', Challenge, `
  select value as "loginId" from sign_in.verification where identifier = :identifier and "expiresAt" > now()`)
/** Whose password a link may set. The library keeps only the hash of what the link says. */
export const loginOfReset = question<{ token: string }, typeof Challenge>('sign-in: login of a reset', Challenge, `
  select value as "loginId" from sign_in.verification
   where identifier = rtrim(translate(encode(sha256(convert_to('reset-password:' || :token, 'UTF8')), 'base64'), '+/', '-_'), '=') and "expiresAt" > now()`)
/** Links and challenges that are on their way to somebody: void once the password was set anew. */
export const voidVerifications = command<{ loginId: string }>('sign-in: void verifications', 'delete from sign_in.verification where value = :loginId')

export const setPasswordOfLogin = command<{ loginId: string; passwordHash: string }>('sign-in: set password', `
  update sign_in.account set password = :passwordHash, "updatedAt" = now() where "userId" = :loginId and "providerId" = 'credential'`)
export const endSecondFactorOfLogin = command<{ loginId: string }>('sign-in: end second factor', `
  with gone as (delete from sign_in."twoFactor" where "userId" = :loginId)
  update sign_in."user" set "twoFactorEnabled" = false where id = :loginId`)

const Attempt = z.object({ id: z.number() })
export const insertAttempts = question<{ kind: string; subjects: Buffer[] }, typeof Attempt>('sign-in: note attempts', Attempt, `
  insert into sign_in.attempts (kind, subject_hash) select :kind, subject from unnest(:subjects::bytea[]) as each (subject) returning id`)
const Count = z.object({ subject: z.instanceof(Buffer), count: z.number() })
export const countAttempts = question<{ kind: string; subjects: Buffer[]; minutes: number }, typeof Count>('sign-in: count attempts', Count, `
  select subject_hash as subject, count(*) as count from sign_in.attempts
   where kind = :kind and subject_hash = any (:subjects::bytea[]) and at > now() - make_interval(mins => :minutes::int) group by subject_hash`)
export const dropAttempts = command<{ ids: number[] }>('sign-in: drop attempts', 'delete from sign_in.attempts where id = any (:ids::bigint[])')
export const clearAttempts = command<{ kind: string; subject: Buffer }>('sign-in: clear attempts', 'delete from sign_in.attempts where kind = :kind and subject_hash = :subject')

/** What has run out and is of no more use to anybody. */
export const sweepSignIn = command<Record<string, never>>('sign-in: sweep', `
  with old_attempts as (delete from sign_in.attempts where at < now() - interval '1 day'),
       old_sessions as (delete from sign_in.session where "expiresAt" < now())
  delete from sign_in.verification where "expiresAt" < now() - interval '1 hour'`)

import type { ImapFlowError } from 'imapflow'
import { Unreachable } from '#platform/network'
import { connectionWords } from '../domain/connection-words.ts'
import { NoToken } from '../flows/oauth-token.ts'

/** Words of ours: said as they are, to the people who look after the mailbox. */
export class MailboxTrouble extends Error {}

/** Why a mailbox cannot be read, in a sentence for the person who looks after it. Never a password, never an address of a customer. */
export function wordsOf(error: unknown): string {
  if (error instanceof MailboxTrouble || error instanceof NoToken || error instanceof Unreachable) return error.message
  const { code = '', authenticationFailed, tlsFailed, responseText, mailboxMissing, path, message = '' } = error as ImapFlowError
  if (authenticationFailed) return `The server does not let us in: user name or password is not accepted.${said(responseText)}`
  if (mailboxMissing) return `There is no folder ${path ?? ''}.`
  if ((tlsFailed && !/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code)) || code === 'UPGRADE_TIMEOUT' || code === 'STARTTLS_INJECTION') return `No encrypted connection came about.${said(message)}`
  const words = connectionWords(code)
  if (words) return words
  if (responseText) return `The server refused.${said(responseText)}`
  return `Fetching did not work.${said(message)}`
}

const said = (words: string | undefined) => (words ? ` It said: ${words.replace(/\s+/g, ' ').slice(0, 200)}` : '')

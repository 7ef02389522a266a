export type SmtpLimits = {
  /** At once, from everywhere and from one address. */
  connections: number; connectionsPerSource: number
  /** From one address. Whoever guesses names is slowed down sooner than whoever has much to say. */
  mailsPerMinute: number; unknownRecipientsPerMinute: number
  recipients: number
  /** A connection that lives longer is ended: one byte a minute would hold it for ever. */
  connectionMs: number
  /** Of mails that are still arriving, all together. */
  bufferedBytes: number
}
export const usualLimits = (maxMailBytes: number): SmtpLimits => ({ connections: 200, connectionsPerSource: 50, mailsPerMinute: 3000, unknownRecipientsPerMinute: 60, recipients: 100, connectionMs: 15 * 60_000, bufferedBytes: Math.max(8 * maxMailBytes, 256 * 1024 * 1024) })

export type Sources = {
  /** @returns false when this address has too many connections already. */
  connected: (session: string, address: string) => boolean
  closed: (session: string) => void
  /** The sessions that have been there for too long. */
  overdue: () => Set<string>
  /** Counts one more; false when it was one too many for this minute. */
  mail: (address: string) => boolean
  unknownRecipient: (address: string) => boolean
}

/** Who connects how often. Kept in memory: it protects this process. */
export function sources(limits: SmtpLimits, now: () => number = Date.now): Sources {
  const sessions = new Map<string, { address: string; since: number }>()
  const open = new Map<string, number>()
  let minute = 0
  let counts = new Map<string, number>()
  const within = (what: string, most: number) => {
    const current = Math.floor(now() / 60_000)
    if (current !== minute) { minute = current; counts = new Map() }
    const count = (counts.get(what) ?? 0) + 1
    counts.set(what, count)
    return count <= most
  }
  return {
    connected(session, address) {
      if ((open.get(address) ?? 0) >= limits.connectionsPerSource) return false
      sessions.set(session, { address, since: now() })
      open.set(address, (open.get(address) ?? 0) + 1)
      return true
    },
    closed(session) {
      const address = sessions.get(session)?.address
      if (address === undefined) return
      sessions.delete(session)
      const left = open.get(address)! - 1
      if (left > 0) open.set(address, left)
      else open.delete(address)
    },
    overdue: () => new Set([...sessions].filter(([, { since }]) => since < now() - limits.connectionMs).map(([session]) => session)),
    mail: (address) => within(`mail ${address}`, limits.mailsPerMinute),
    unknownRecipient: (address) => within(`unknown ${address}`, limits.unknownRecipientsPerMinute),
  }
}

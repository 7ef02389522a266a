const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** Between the tries, as Standard Webhooks advises: about three days in all. */
export const pausesMs = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]
/** Without a success for this long, the last try disables the webhook. */
export const failingForMs = 72 * hour

/** When to try again after this many tries; null: that was the last. A receiver that asks for more time gets it, up to a day. */
export function nextTry(attempts: number, now: Date, retryAfter: string | undefined): Date | null {
  const pause = pausesMs[attempts - 1]
  if (pause === undefined) return null
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * second : 0
  return new Date(now.getTime() + Math.max(pause, Math.min(asked, 24 * hour)))
}

/** Whether this failure ends the webhook: the receiver said so, or has not been there for days. */
export function endsWebhook(status: number | null, lastTry: boolean, failingSince: Date | null, now: Date): 'gone' | 'failing' | null {
  if (status === 410) return 'gone'
  return lastTry && failingSince && now.getTime() - failingSince.getTime() >= failingForMs ? 'failing' : null
}

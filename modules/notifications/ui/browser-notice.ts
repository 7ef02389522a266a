/** Whether this browser may show notifications: as it says, or 'none' where it cannot. */
export const permissionNow = (): NotificationPermission | 'none' => (typeof Notification === 'undefined' ? 'none' : Notification.permission)

const shown = new Map<string, Notification>()

/** Shows one outside of the page. `key` names what it tells of: it replaces what was shown of that, and goes when that was read. A click brings the window to the front. */
export function showOutside(key: string, { title, body }: { title: string; body: string }, onClick: () => void): void {
  if (permissionNow() !== 'granted') return
  let notice: Notification
  try {
    // The sound is ours: loud as was chosen, or none.
    notice = new Notification(title, { body, tag: `balie ${key}`, silent: true })
  } catch { return /* Some browsers show them from service workers only. */ }
  shown.set(key, notice)
  notice.onclose = () => { if (shown.get(key) === notice) shown.delete(key) }
  notice.onclick = () => { window.focus(); notice.close(); onClick() }
}

/** What was read meanwhile, here or elsewhere, is no news any more. */
export function takeAway(isRead: (key: string) => boolean): void {
  for (const [key, notice] of shown) if (isRead(key)) { notice.close(); shown.delete(key) }
}

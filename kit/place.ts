/** Puts a popover under its opener, or above when there is no room, towards the middle and always wholly on the screen. */
export function place(popover: HTMLElement, opener: Pick<HTMLElement, 'getBoundingClientRect'>): void {
  const [from, box, gap] = [opener.getBoundingClientRect(), popover.getBoundingClientRect(), 4]
  const below = from.bottom + gap + box.height <= innerHeight
  const toLeft = from.left + from.width / 2 > innerWidth * 0.6
  popover.style.top = `${Math.max(gap, below ? from.bottom + gap : from.top - gap - box.height)}px`
  popover.style.left = `${Math.max(gap, Math.min(toLeft ? from.right - box.width : from.left, innerWidth - box.width - gap))}px`
}

// What a screen relies on and happy-dom does not do: popovers, Esc on what lies over the page, and what a menu hides while it is closed.

// Frames are looked at in the journeys. Here they stay empty, and nobody need complain.
for (const hook of Object.getOwnPropertySymbols(HTMLIFrameElement.prototype)) if (/^(connectedToDocument|disconnectedFromDocument|onSetAttribute)$/.test(hook.description ?? '')) Reflect.deleteProperty(HTMLIFrameElement.prototype, hook)

// Whoever looks on writes dates as the journeys do, whatever machine this is.
Object.defineProperty(navigator, 'languages', { value: ['en-GB', 'en'], configurable: true })

const open = 'data-popover-open'
const toggled = (element: HTMLElement, newState: 'open' | 'closed') => element.dispatchEvent(Object.assign(new Event('toggle'), { newState, oldState: newState === 'open' ? 'closed' : 'open' }))

HTMLElement.prototype.showPopover = function showPopover(this: HTMLElement) { if (this.hasAttribute(open)) return; this.setAttribute(open, ''); toggled(this, 'open') }
HTMLElement.prototype.hidePopover = function hidePopover(this: HTMLElement) { if (!this.hasAttribute(open)) return; this.removeAttribute(open); toggled(this, 'closed') }
HTMLElement.prototype.scrollIntoView = () => undefined

// It knows no `:popover-open`.
const find = Document.prototype.querySelector
Document.prototype.querySelector = function querySelector(this: Document, words: string) { return find.call(this, words.replaceAll(':popover-open', `[${open}]`)) } as typeof find

const style = document.createElement('style')
style.textContent = `[popover]:not([${open}]), dialog:not([open]) { display: none }`
document.head.append(style)

document.addEventListener('click', (event) => {
  const opener = (event.target as Element).closest?.('[popovertarget]')
  const popover = opener && document.getElementById(opener.getAttribute('popovertarget')!)
  if (popover?.hasAttribute(open)) popover.hidePopover()
  else popover?.showPopover()
})
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const popover = [...document.querySelectorAll<HTMLElement>(`[${open}]`)].at(-1)
  if (popover) { popover.hidePopover(); return }
  const dialog = [...document.querySelectorAll('dialog')].filter((each) => each.open).at(-1)
  if (dialog && dialog.dispatchEvent(new Event('cancel', { cancelable: true }))) dialog.close()
})

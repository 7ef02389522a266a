import type { Handle } from './site.ts'

const style = `.g{position:fixed;z-index:1;bottom:calc(var(--y) + 68px);right:var(--x);display:flex;max-width:min(300px,calc(100vw - 40px));border-radius:14px;background:#fff;color:#1d1b19;box-shadow:0 2px 6px #0002,0 8px 32px #0003;font:15px/1.45 system-ui,-apple-system,'Segoe UI',sans-serif}.left .g{right:auto;left:var(--x)}.g button{font:inherit;cursor:pointer;background:none;border:0;color:inherit;text-align:start;padding:12px 14px;padding-inline-end:0;border-radius:14px;overflow-wrap:anywhere}.g button+button{padding:0 12px;font-size:20px;min-width:40px}.g button:focus-visible{outline:3px solid var(--c);outline-offset:-3px}.dark .g{background:#232220;color:#f2efeb}@media(forced-colors:active){.g{border:2px solid}}@media print{.g{display:none}}@media(prefers-reduced-motion:no-preference){.g{animation:g .25s}@keyframes g{from{opacity:0;transform:translateY(8px)}}}`
const dismissWords: Record<string, string> = { en: 'Dismiss', de: 'Ausblenden', da: 'Skjul', nl: 'Verbergen', et: 'Peida' }

/** A few words above the launcher: a greeting, or what an agent just said while the panel is closed. */
export function openBubble({ root, box, launcher, chosen }: Pick<Handle, 'root' | 'box' | 'launcher' | 'chosen'>) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(style)
  root.adoptedStyleSheets.push(sheet)
  const bubble = Object.assign(document.createElement('div'), { className: 'g', hidden: true })
  const words = document.createElement('button')
  const dismiss = Object.assign(document.createElement('button'), { textContent: '×' })
  bubble.setAttribute('role', 'status')
  bubble.append(words, dismiss)
  box.prepend(bubble)
  const hide = () => { bubble.hidden = true }
  words.onclick = () => { hide(); launcher.click() }
  dismiss.onclick = () => { hide(); launcher.focus() }
  return {
    show(text: string) {
      if (!text) return
      words.textContent = text.length > 160 ? `${text.slice(0, 160)}…` : text
      dismiss.setAttribute('aria-label', dismissWords[chosen.language.slice(0, 2)] ?? 'Dismiss')
      bubble.hidden = false
    },
    hide, remove: () => bubble.remove(),
  }
}

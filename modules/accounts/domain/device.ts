const browsers: Array<[RegExp, string]> = [
  // Order matters: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'], [/\bOPR\/|\bOpera\b/, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\//, 'Chrome'], [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'], [/\bcurl\//, 'curl'],
]
const systems: Array<[RegExp, string]> = [
  [/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bCrOS\b/, 'ChromeOS'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b|\bMacintosh\b/, 'macOS'], [/\bLinux\b/, 'Linux'],
]
const named = (table: Array<[RegExp, string]>, userAgent: string) => table.find(([pattern]) => pattern.test(userAgent))?.[1]

/** A browser and a system, as their owner would call them. Only names: they read the same in every language. What is neither names itself. */
export function deviceOf(userAgent: string): string {
  const known = [named(browsers, userAgent), named(systems, userAgent)].filter(Boolean)
  return known.length ? known.join(' · ') : /^[\w.-]{1,40}/.exec(userAgent)?.[0] ?? ''
}

import { t, type MessageKey } from './i18n.ts'
import { troubles } from './troubles.ts'

const patterns = Object.entries(troubles).map(([key, sentence]) => ({
  key: key as MessageKey,
  pattern: new RegExp(sentence.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{(\w+)\}/g, String.raw`(?<$1>[^\s:]+)`), 'g'),
}))

/** Puts our own sentences into the reader's language; what another server said stays as it was said. */
export const troubleWords = (detail: string): string => patterns.reduce((text, { key, pattern }) => text.replace(pattern, (...found: unknown[]) => {
  const values = found.at(-1)
  return t(key, typeof values === 'object' ? values as Record<string, string> : {})
}), detail)

import { useState } from 'react'
import { hasCode, sentence } from './api.ts'
import { t } from './i18n.ts'

/**
 * Holds a change to what its author saw (If-Match). Who hears that somebody was quicker keeps what they wrote;
 * saved once more, knowing that, it replaces what came in between.
 */
export function useSeen(thing: { version?: number | undefined } | null) {
  const [version, setVersion] = useState(thing?.version)
  return {
    match: (version === undefined ? {} : { 'if-match': `"${version}"` }) as Record<string, string>,
    /** What is said of a refusal. */
    heed(error: unknown): string {
      if (!hasCode(error, 'version-mismatch')) return sentence(error)
      const { current } = error.facts as { current?: { version: number } }
      if (current) setVersion(current.version)
      return t('changed-meanwhile')
    },
  }
}

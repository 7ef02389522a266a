/** Whether a verb is among what was asked for. What happens to webhooks themselves is told to none: it would tell of its own telling. */
export const wants = (patterns: readonly string[], verb: string): boolean => !verb.startsWith('webhook.') &&
  patterns.some((pattern) => pattern === '*' || pattern === verb || (pattern.endsWith('.*') && verb.startsWith(pattern.slice(0, -1))))

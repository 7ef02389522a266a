import { pino } from 'pino'

/**
 * Structured logs (JSON lines). Log ids and counts, never mail bodies, addresses of customers, passwords or tokens:
 * the redaction below is the second net, not the first.
 */
export const log = pino({
  level: process.env.BALIE_LOG_LEVEL ?? (process.env.VITEST ? 'silent' : 'info'),
  base: undefined,
  redact: { paths: ['password', 'token', 'authorization', 'cookie', 'secret', '*.password', '*.token', '*.authorization', '*.cookie', '*.secret', 'text', 'html', '*.text', '*.html'], censor: '(left out)' },
  serializers: { error: (error: unknown) => error instanceof Error ? { type: error.name, message: error.message.slice(0, 500), code: (error as { code?: string }).code, stack: error.stack?.split('\n').slice(1, 6).join('\n') } : error },
})

import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const yesNo = z.union([z.boolean(), z.enum(['true', 'false', '1', '0']).transform((word) => word === 'true' || word === '1')])
const list = z.union([z.array(z.string()), z.string().transform((words) => words.split(',').map((word) => word.trim()).filter(Boolean))])

/**
 * All configuration of Balie: read from the environment, or from `balie.config.json` in the folder that Balie is started in
 * (the environment wins). `docs/operators.md` is generated from the descriptions here.
 */
export const configuration = z.object({
  BALIE_PORT: port.default(4800).describe('Port of the desk and the API.'),
  BALIE_HOST: z.string().default('127.0.0.1').describe('Address that the desk binds to. Loopback unless told otherwise; put a TLS proxy in front before opening it.'),
  BALIE_URL: z.url().optional().describe('The address under which people reach the desk, used in links of invitations. Default: http://localhost and the port.'),
  BALIE_SMTP_PORT: port.default(4825).describe('Port of the built-in SMTP receiver.'),
  BALIE_SMTP_HOST: z.string().default('127.0.0.1').describe('Address that the SMTP receiver binds to.'),
  BALIE_SMTP_NAME: z.string().default('localhost').describe('Name with which the SMTP receiver greets and that stands in Received lines.'),
  BALIE_SMTP_TLS_KEY: z.string().optional().describe('Key file (PEM) for STARTTLS. Without it and the certificate a self-signed pair is made.'),
  BALIE_SMTP_TLS_CERT: z.string().optional().describe('Certificate file (PEM) for STARTTLS.'),
  BALIE_DATA: z.string().default('./data').describe('Folder for everything that Balie keeps: embedded database, files, secrets.'),
  DATABASE_URL: z.url().optional().describe('An external PostgreSQL (16 or later, 18 advised) instead of the embedded one. The role must own the database and be allowed to create roles.'),
  BALIE_NATS_URL: z.url({ protocol: /^(nats|tls)$/ }).optional().describe('nats:// or tls:// address (with user:password@ or token@) of a NATS by which several processes tell each other what is new, instead of by PostgreSQL. Away or not, nothing is lost: it is told within a second or two then.'),
  BALIE_DATABASE_CACHE_MB: z.coerce.number().int().min(32).max(65536).default(128).describe('Memory in which the embedded PostgreSQL keeps what it read (shared_buffers), in MiB. From some hundred thousand cases on give it a quarter of the machine.'),
  BALIE_ROLES: list.default(['web', 'worker']).describe('What this process does: web (desk, API, live feed) and worker (mail, jobs, followers). Comma-separated.'),
  BALIE_INTAKE_WORKERS: z.coerce.number().int().min(1).max(16).default(1).describe('Threads that file inbound mail.'),
  BALIE_MAX_MAIL_MB: z.coerce.number().int().min(1).max(200).default(50).describe('Largest mail that is accepted, in MiB.'),
  BALIE_SYSTEM_SMTP: z.url().optional().describe('smtp:// or smtps:// address for mail of the installation itself: invitations, password resets.'),
  BALIE_SYSTEM_FROM: z.string().default('balie@localhost').describe('Sender of the installation\'s own mail.'),
  BALIE_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info').describe('How much is logged. Mail bodies, addresses and tokens never are.'),
  BALIE_UNDO_SECONDS: z.coerce.number().int().min(0).max(120).default(15).describe('How long a sent reply waits so that it can be undone.'),
  BALIE_SPAMD: z.string().optional().describe('host:port of a spamd (SpamAssassin) or http://host:port of an rspamd that judges inbound mail.'),
  BALIE_PRIVATE_NETWORK: yesNo.default(false).describe('Allow mail servers and proxied images on private addresses. Off: tenants may be strangers (SSRF guard).'),
  BALIE_TRUST_PROXY: yesNo.default(false).describe('Believe X-Forwarded-For and -Proto of the proxy in front.'),
})
export type Config = z.infer<typeof configuration> & { dataFolder: string; url: string }

export class ConfigurationError extends Error {}

/** Reads and checks the configuration. @throws ConfigurationError that names each wrong value and why it is wrong. */
export function loadConfig(environment: Record<string, string | undefined> = process.env, folder = process.cwd()): Config {
  const file = resolve(folder, 'balie.config.json')
  const fromFile: Record<string, unknown> = existsSync(file) ? readFile(file) : {}
  const known = Object.keys(configuration.shape)
  const strangers = [...Object.keys(fromFile), ...Object.keys(environment).filter((name) => name.startsWith('BALIE_'))].filter((name) => !known.includes(name))
  if (strangers.length) throw new ConfigurationError(`Not a setting of Balie: ${strangers.join(', ')}. The settings are: ${known.join(', ')}.`)
  const values = Object.fromEntries(known.map((name) => [name, environment[name] === '' ? undefined : environment[name] ?? fromFile[name]]))
  const read = configuration.safeParse(values)
  if (!read.success) {
    throw new ConfigurationError(read.error.issues.map((issue) => {
      const name = String(issue.path[0])
      return `${name} is ${JSON.stringify(values[name])}: ${issue.message}. ${configuration.shape[name as keyof typeof configuration.shape]?.description ?? ''}`
    }).join('\n'))
  }
  const config = read.data
  return { ...config, dataFolder: resolve(folder, config.BALIE_DATA), url: config.BALIE_URL ?? `http://localhost:${config.BALIE_PORT}` }
}

function readFile(file: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new ConfigurationError(`${file} is not a JSON object: ${(error as Error).message}`)
  }
}

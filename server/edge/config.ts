import { dirname, join } from 'node:path'
import { modelUrl } from '@baton/protocol/model.ts'
import * as v from 'valibot'
import { readAllowedHosts, type AllowedHost } from './allowed-hosts.ts'
import type { Budget, TurnBudgets } from './turn-budgets.ts'
import type { UploadLimits } from './upload-limits.ts'
import { isLoopbackHost } from './from-here.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

const port = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'must be a whole number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be at most 65535'),
)

const atLeastOne = v.pipe(
  v.string(),
  v.regex(/^\d+$/, 'must be a whole number'),
  v.transform(Number),
  v.minValue(1, 'must be at least 1'),
)

const budget = v.pipe(
  v.string(),
  v.regex(
    /^\d+\/\d+\/\d+$/,
    'must be answers a minute/answers a day/letters a day, as 20/300/1000000',
  ),
  v.transform((text): Budget => {
    const [turnsPerMinute = 0, turnsPerDay = 0, lettersPerDay = 0] = text.split('/').map(Number)
    return { turnsPerMinute, turnsPerDay, lettersPerDay }
  }),
)

const flag = v.pipe(
  v.picklist(['0', '1'], 'must be 1 (on) or 0 (off)'),
  v.transform((text) => text === '1'),
)

const webOrigin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'must be origins such as https://desk.example.com, separated by commas',
  ),
)

const allowedHosts = v.pipe(
  v.string(),
  v.transform(readAllowedHosts),
  v.nonNullable(
    v.nullable(v.custom<AllowedHost[]>(Array.isArray)),
    'must be hosts such as localhost:11434 or 10.1.2.3, separated by commas',
  ),
)

const environment = v.object({
  BATON_HOST: v.optional(v.pipe(v.string(), v.minLength(1)), '127.0.0.1'),
  BATON_PORT: v.optional(port, '8787'),
  BATON_DATABASE: v.optional(
    v.pipe(v.string(), v.minLength(1, 'must be a file or a postgres:// address')),
    '.baton/baton.sqlite',
  ),
  BATON_FILES: v.optional(v.pipe(v.string(), v.minLength(1, 'must be a folder'))),
  BATON_DATABASE_TIMEOUT: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, 'must be whole seconds'), v.transform(Number)),
    '30',
  ),
  BATON_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))),
  BATON_DEMO: v.optional(flag, '0'),
  BATON_PUBLIC_URL: v.optional(
    v.pipe(v.string(), v.url('must be an address such as https://baton.example.com')),
  ),
  BATON_WEB_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      ),
      v.array(webOrigin),
    ),
    '',
  ),
  BATON_ALLOW_HOSTS: v.optional(allowedHosts, ''),
  BATON_REQUESTS_PER_SECOND: v.optional(atLeastOne, '50'),
  BATON_MESSAGES_PER_ADDRESS: v.optional(atLeastOne),
  BATON_MESSAGES_PER_TEAM: v.optional(atLeastOne),
  BATON_CUSTOMERS_PER_ADDRESS: v.optional(atLeastOne, '60'),
  BATON_CUSTOMERS_PER_TEAM: v.optional(atLeastOne, '600'),
  BATON_SOCKETS_PER_CUSTOMER: v.optional(atLeastOne, '20'),
  BATON_SOCKETS_PER_ADDRESS: v.optional(atLeastOne, '500'),
  BATON_DISK_RESERVE: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'must be whole megabytes'), v.transform(Number)),
  ),
  BATON_UPLOADS_PER_CUSTOMER: v.optional(atLeastOne, '200'),
  BATON_UPLOADS_PER_ADDRESS: v.optional(atLeastOne, '1000'),
  BATON_UPLOADS_PER_TEAM: v.optional(atLeastOne, '10000'),
  BATON_IDENTITY_HOURS: v.optional(atLeastOne, '24'),
  BATON_PROXIES: v.optional(
    v.pipe(v.string(), v.regex(/^\d$/, 'must be a number from 0 to 9'), v.transform(Number)),
    '0',
  ),
  BATON_MODEL_URL: v.optional(v.pipe(v.string(), modelUrl)),
  BATON_MODEL: v.optional(v.pipe(v.string(), v.minLength(1, 'must be the name of a model'))),
  BATON_MODEL_KEY: v.optional(v.pipe(v.string(), v.minLength(1, 'must be a key'))),
  BATON_MODEL_TOKENS_PER_TEAM: v.optional(atLeastOne, '10000000'),
  BATON_KNOWLEDGE: v.optional(v.pipe(v.string(), v.minLength(1, 'must be a folder'))),
  BATON_AI_AT_ONCE: v.optional(atLeastOne, '200'),
  BATON_AI_BUDGET_CUSTOMER: v.optional(budget, '20/300/1000000'),
  BATON_AI_BUDGET_NETWORK: v.optional(budget, '200/5000/20000000'),
  BATON_AI_BUDGET_TEAM: v.optional(budget, '3000/100000/500000000'),
  BATON_LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    ),
    'info',
  ),
})

/** A model that the operator pays for. */
export interface OperatorsModel {
  url: string
  model: string
  key: string | null
  /** What each team may use of it in a month (UTC), whatever the team has set. */
  tokensPerMonth: number
}

/** How a server is to run. */
export interface Config {
  host: string
  /** 0 takes any free port. */
  port: number
  /** Path of the SQLite file, or a postgres:// address. */
  database: string
  /** Folder of the files that are sent in messages. */
  files: string
  /** After how many milliseconds of silence a PostgreSQL connection is given up. */
  databaseTimeoutMs: number
  /** Signs sessions, and encrypts what integrations and models are asked with. Changing it ends sessions. */
  secret: string
  demo: boolean
  /** Where people reach the server, when that is not `http://host:port`. */
  publicUrl: string | null
  /** Web origins, beside browser extensions, whose pages agents may sign in from. */
  webOrigins: readonly string[]
  /** Hosts that the server may ask though they are private, and by http. */
  allowHosts: readonly AllowedHost[]
  /** What one connection may ask for over time; ten times that at once. */
  requestsPerSecond: number
  /** What customers of one network address, and of one team, may write a second; null follows `requestsPerSecond`. */
  messagesPerAddress: number | null
  messagesPerTeam: number | null
  /** New customers a minute, from one network address and of one team. */
  customersPerAddress: number
  customersPerTeam: number
  /** Connections that one customer's pages may hold open. */
  socketsPerCustomer: number
  /** Connections that one network address may hold open. */
  socketsPerAddress: number
  /** What uploads leave free on the disks of files and database, in bytes; null is a share of the disk. */
  diskReserve: number | null
  uploadLimits: UploadLimits
  /** How long, in ms, a site's signed token may go on saying who its customer is. */
  wordLastsMax: number
  /** Proxies before the server, each of which adds an address to `X-Forwarded-For`. */
  proxies: number
  /** Folder of Markdown articles that the embedded AI answers from; null is none. */
  knowledge: string | null
  /** The model of teams that have set none of their own; null is none. */
  model: OperatorsModel | null
  /** Answers of the AI made at the same time. */
  aiAtOnce: number
  aiBudgets: TurnBudgets
  logLevel: v.InferOutput<typeof environment>['BATON_LOG_LEVEL']
}

/** A configuration the server must not start with; the message tells what to set. */
export class BadConfig extends Error {}

/** The demo is for this machine only, so its sessions need no secret that anybody has to think up. */
const DEMO_SECRET = 'baton-demo-on-this-machine-only-0000'

/**
 * Reads the configuration from the environment. Throws `BadConfig` with a sentence that says what to set.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const parsed = v.safeParse(environment, env)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const name = v.getDotPath(issue)?.split('.')[0] ?? 'The configuration'
    throw new BadConfig(`${name} ${issue.message}.`)
  }
  const set = parsed.output
  if (set.BATON_DEMO && !LOOPBACK.has(set.BATON_HOST)) {
    throw new BadConfig(
      `The demo has public passwords, so it runs on this machine only: set BATON_HOST to 127.0.0.1 (it is ${set.BATON_HOST}), or BATON_DEMO to 0.`,
    )
  }
  const elsewhere =
    set.BATON_PUBLIC_URL !== undefined && !isLoopbackHost(new URL(set.BATON_PUBLIC_URL).host)
  if (set.BATON_DEMO && (elsewhere || set.BATON_PROXIES > 0)) {
    throw new BadConfig(
      'The demo has public passwords, so it is reached from this machine only: unset BATON_PUBLIC_URL and BATON_PROXIES, or set BATON_DEMO to 0.',
    )
  }
  const secret = set.BATON_SECRET ?? (set.BATON_DEMO ? DEMO_SECRET : null)
  if (secret === null) {
    throw new BadConfig(
      'BATON_SECRET is not set: give it at least 32 random characters, for example from "openssl rand -hex 32", and keep them.',
    )
  }
  return {
    host: set.BATON_HOST,
    port: set.BATON_PORT,
    database: set.BATON_DATABASE,
    files: set.BATON_FILES ?? join(besides(set.BATON_DATABASE), 'files'),
    databaseTimeoutMs: set.BATON_DATABASE_TIMEOUT * 1_000,
    secret,
    demo: set.BATON_DEMO,
    publicUrl: set.BATON_PUBLIC_URL ?? null,
    webOrigins: set.BATON_WEB_ORIGINS,
    allowHosts: set.BATON_ALLOW_HOSTS,
    requestsPerSecond: set.BATON_REQUESTS_PER_SECOND,
    messagesPerAddress: set.BATON_MESSAGES_PER_ADDRESS ?? null,
    messagesPerTeam: set.BATON_MESSAGES_PER_TEAM ?? null,
    customersPerAddress: set.BATON_CUSTOMERS_PER_ADDRESS,
    customersPerTeam: set.BATON_CUSTOMERS_PER_TEAM,
    socketsPerCustomer: set.BATON_SOCKETS_PER_CUSTOMER,
    socketsPerAddress: set.BATON_SOCKETS_PER_ADDRESS,
    diskReserve: set.BATON_DISK_RESERVE === undefined ? null : set.BATON_DISK_RESERVE * 1024 * 1024,
    uploadLimits: {
      customer: set.BATON_UPLOADS_PER_CUSTOMER,
      address: set.BATON_UPLOADS_PER_ADDRESS,
      team: set.BATON_UPLOADS_PER_TEAM,
    },
    wordLastsMax: set.BATON_IDENTITY_HOURS * 3_600_000,
    proxies: set.BATON_PROXIES,
    knowledge: set.BATON_KNOWLEDGE ?? null,
    model: readModel(set),
    aiAtOnce: set.BATON_AI_AT_ONCE,
    aiBudgets: {
      customer: set.BATON_AI_BUDGET_CUSTOMER,
      network: set.BATON_AI_BUDGET_NETWORK,
      team: set.BATON_AI_BUDGET_TEAM,
    },
    logLevel: set.BATON_LOG_LEVEL,
  }
}

/** Throws `BadConfig` when only a part of it is set. */
function readModel(set: v.InferOutput<typeof environment>): OperatorsModel | null {
  const { BATON_MODEL_URL: url, BATON_MODEL: model, BATON_MODEL_KEY: key } = set
  if (url !== undefined && model !== undefined) {
    return { url, model, key: key ?? null, tokensPerMonth: set.BATON_MODEL_TOKENS_PER_TEAM }
  }
  if (url === undefined && model === undefined && key === undefined) return null
  throw new BadConfig(
    'BATON_MODEL_URL and BATON_MODEL are set together, and BATON_MODEL_KEY with them.',
  )
}

/** Where files are unless said otherwise: beside a SQLite file, so that both are backed up together. */
function besides(database: string): string {
  return /^postgres(ql)?:\/\//.test(database) ? '.baton' : dirname(database)
}

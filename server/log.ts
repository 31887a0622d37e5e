import pino, { type Logger } from 'pino'

/** What may be said of an error: errors of PostgreSQL carry rows in `detail` and `where`, those of Valibot what came in. */
const SAFE = [
  'code',
  'errcode',
  'errno',
  'severity',
  'constraint',
  'table',
  'column',
  'syscall',
] as const

/** The server's log: a line of JSON an event, without secrets, texts or rows. */
export function createLog(level: string): Logger {
  return pino({
    level,
    redact: ['req.headers.authorization'],
    serializers: {
      err: safeError,
      // Without what stands after the question mark, which may be anything.
      req: ({ method, url, ip }: { method: string; url: string; ip?: string }) => ({
        method,
        url: url.split('?')[0],
        address: ip,
      }),
    },
  })
}

/** An error as far as it may be logged, with what caused it. */
export function safeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: typeof error }
  const { name, message, stack, cause } = error
  const told = SAFE.flatMap((key) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' || typeof value === 'number' ? [[key, value] as const] : []
  })
  return {
    type: name,
    message,
    stack,
    ...Object.fromEntries(told),
    ...(cause !== undefined && { cause: safeError(cause) }),
  }
}

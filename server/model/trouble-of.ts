import { beginningOf } from '@baton/domain/beginning-of.ts'
import type { ModelTroubleKind } from '@baton/protocol/model.ts'
import { OutgoingError } from '../outgoing/outgoing-error.ts'
import { ModelTrouble } from './model-trouble.ts'

/** Letters of an endpoint's own words that are kept. */
const DETAIL_MAX = 300
/** How deep causes are looked into. */
const CAUSES_MAX = 5

/** An answer with a status that is none of success, as the AI SDK reports it. */
interface Answered {
  statusCode?: unknown
  responseHeaders?: unknown
  responseBody?: unknown
}

/** Says in one of the contract's words what went wrong with a request to a model. `secret` is cut out of every text. */
export function troubleOf(error: unknown, secret: string | null, now: number): ModelTrouble {
  const causes = causesOf(error)
  const known = causes.find((cause) => cause instanceof ModelTrouble)
  if (known) return known
  const outgoing = causes.find((cause) => cause instanceof OutgoingError)
  if (outgoing) return new ModelTrouble(outgoing.trouble)
  const answered = causes.find(hasStatus)
  if (answered) {
    const { statusCode, responseHeaders } = answered
    const said = detailOf(textOf(answered.responseBody), secret)
    return new ModelTrouble(kindOf(statusCode), `${statusCode}${said && `: ${said}`}`, {
      retryAfterMs: retryAfter(responseHeaders, now),
      status: statusCode,
    })
  }
  const detail = detailOf(messageOf(causes[0]), secret)
  const names = causes.map((cause) => (cause instanceof Error ? cause.name : ''))
  if (names.some((name) => /TypeValidation|JSONParse|InvalidResponse/.test(name))) {
    const isCut = causes.some((cause) => messageOf(cause).includes('without a finish reason'))
    return new ModelTrouble(isCut ? 'cut-off' : 'malformed', detail)
  }
  if (names.some((name) => /EmptyResponse/.test(name))) return new ModelTrouble('empty')
  return new ModelTrouble('server-error', detail)
}

/**
 * Whether the endpoint refused the request for its tools, and not for the question. Local servers do, each in its own
 * words and some with a 500. An answer that broke refused nothing, whatever it says.
 */
export function refusesTools({ kind, status, detail }: ModelTrouble): boolean {
  if (status === null) return false
  return (kind === 'refused' || kind === 'server-error') && /tool|function.?call/i.test(detail)
}

function kindOf(status: number): ModelTroubleKind {
  if (status === 401 || status === 403) return 'bad-key'
  if (status === 404 || status === 405) return 'not-found'
  if (status === 402) return 'no-credit'
  if (status === 429) return 'rate-limited'
  if (status === 408 || status >= 500) return 'server-error'
  return status >= 300 && status < 400 ? 'redirected' : 'refused'
}

function hasStatus(cause: unknown): cause is Answered & { statusCode: number } {
  if (typeof cause !== 'object' || cause === null || !('statusCode' in cause)) return false
  // A stream that began well and broke has its 200.
  return typeof cause.statusCode === 'number' && cause.statusCode >= 300
}

/** An error and its causes, from the outside in. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let cause = error; cause !== undefined && causes.length < CAUSES_MAX;) {
    causes.push(cause)
    cause =
      typeof cause === 'object' && cause !== null && 'cause' in cause ? cause.cause : undefined
  }
  return causes
}

/** An error, or what an endpoint sends as one in its stream: an object with a message, or a text. */
function messageOf(error: unknown): string {
  if (typeof error === 'string') return error
  if (typeof error !== 'object' || error === null) return ''
  return 'message' in error && typeof error.message === 'string' ? error.message : ''
}

/** The endpoint's message in its body, whatever shape that has. */
function textOf(body: unknown): string {
  if (typeof body !== 'string') return ''
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed !== 'object' || parsed === null) return body
    const error = 'error' in parsed ? parsed.error : parsed
    return messageOf(error) || messageOf(parsed) || body
  } catch {
    return body
  }
}

function detailOf(text: string, secret: string | null): string {
  const told = secret ? text.replaceAll(secret, '…') : text
  return beginningOf(told.replace(/\s+/g, ' ').trim(), DETAIL_MAX)
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function retryAfter(headers: unknown, now: number): number | null {
  if (typeof headers !== 'object' || headers === null || !('retry-after' in headers)) return null
  const value = headers['retry-after']
  if (typeof value !== 'string') return null
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}

import type { DeliveryTrouble } from '@baton/protocol/webhook.ts'
import type { Clock } from '../../ground/clock.ts'
import { CannotOpen } from '../../ground/sealing.ts'
import { OutgoingError } from '../../outgoing/outgoing-error.ts'
import { postSigned, readRetryAfter, type SignedDeps } from './post-signed.ts'
import type { WebhookRow } from './webhook-row.ts'

/** What is read and kept of an answer, in bytes. */
const ANSWER_MAX = 500
/** Milliseconds. Whoever needs longer answers at once and works afterwards. */
const LIMITS = { connectMs: 5_000, headersMs: 15_000, wholeMs: 15_000 }

/** What became of one request. */
export interface Posted {
  at: number
  tookMs: number
  status: number | null
  trouble: DeliveryTrouble | null
  answer: string
  /** Milliseconds that the answer asks to wait; null where it does not. */
  retryAfterMs: number | null
}

type Deps = SignedDeps & { clock: Clock }

/** Whether the receiver has it. */
export function isDelivered({ status }: Posted): boolean {
  return status !== null && status >= 200 && status < 300
}

/** Sends one event, signed. Rejects with the signal's reason when that aborts, and with nothing else. */
export async function postEvent(
  deps: Deps,
  webhook: WebhookRow,
  event: { id: string; body: string },
  signal: AbortSignal,
): Promise<Posted> {
  const at = deps.clock()
  const from = performance.now()
  const posted = (what: Partial<Posted>): Posted => ({
    ...{ at, tookMs: Math.round(performance.now() - from) },
    ...{ status: null, trouble: null, answer: '', retryAfterMs: null, ...what },
  })
  try {
    const response = await postSigned(deps, webhook, { ...event, at }, LIMITS, signal)
    const { status, headers } = response
    const retryAfterMs = readRetryAfter(headers.get('retry-after'), at)
    return posted({ status, answer: await beginning(response), retryAfterMs })
  } catch (error) {
    if (error instanceof OutgoingError) return posted({ trouble: error.trouble })
    if (error instanceof CannotOpen) return posted({ trouble: 'secret-changed' })
    throw error
  }
}

/** The first bytes of an answer, as text. The status counts, however the rest of it comes. */
async function beginning({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  if (!reader) return ''
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    while (bytes < ANSWER_MAX) {
      const { done, value } = await reader.read()
      if (done) break
      pieces.push(value)
      bytes += value.byteLength
    }
    await reader.cancel()
  } catch (error) {
    if (!(error instanceof OutgoingError)) throw error
  }
  // PostgreSQL stores no zero bytes, and a character may be cut.
  return Buffer.concat(pieces).subarray(0, ANSWER_MAX).toString('utf8').replaceAll('\0', '\uFFFD')
}

import type { Sealing } from '../../ground/sealing.ts'
import type { OutgoingLimits } from '../../outgoing/outgoing-limits.ts'
import type { Outgoing } from '../../outgoing/outgoing.ts'
import { signatures } from './signatures.ts'
import type { WebhookRow } from './webhook-row.ts'

/** What may be waited for at most because an answer says so, in ms. */
const RETRY_AFTER_MAX_MS = 6 * 60 * 60 * 1_000

/** What is needed to send something signed. */
export interface SignedDeps {
  outgoing: Outgoing
  sealing: Sealing
}

/**
 * POSTs a body to a webhook, signed with its secrets. `at` is now, in ms since 1970. Rejects with `OutgoingError`, with
 * `CannotOpen` when the secrets cannot be read, or with the signal's reason.
 */
export async function postSigned(
  { outgoing, sealing }: SignedDeps,
  webhook: WebhookRow,
  signed: { id: string; at: number; body: string },
  limits: Partial<OutgoingLimits>,
  signal: AbortSignal,
): Promise<Response> {
  const secrets = secretsOf(sealing, webhook, signed.at)
  return outgoing.fetchWithin(limits)(webhook.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Baton-Webhooks',
      ...signatures(signed, secrets),
    },
    body: signed.body,
    signal,
  })
}

function secretsOf(sealing: Sealing, webhook: WebhookRow, now: number): string[] {
  const { id: rowId, secret, secretBefore, secretBeforeUntil } = webhook
  const open = (sealed: string) => sealing.open({ purpose: 'webhook-secret', rowId }, sealed)
  const isBefore = secretBefore !== null && now < secretBeforeUntil
  return isBefore ? [open(secret), open(secretBefore)] : [open(secret)]
}

/** Milliseconds that a `Retry-After` header asks to wait: it has seconds, or a date. */
export function readRetryAfter(text: string | null, now: number): number | null {
  if (text === null) return null
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), RETRY_AFTER_MAX_MS)
}

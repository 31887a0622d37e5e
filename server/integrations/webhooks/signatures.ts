import { createHmac } from 'node:crypto'

/** What is signed, as it is sent. */
interface Signed {
  /** The event's id: the same in every try. */
  id: string
  /** Now, in ms since 1970. */
  at: number
  body: string
}

/**
 * The headers by which a receiver knows that the server sent this: those of Standard Webhooks, with a signature for each
 * secret, and `x-webhook-signature`, HMAC-SHA-256 of the body in hex, keyed with the first secret as it was shown.
 */
export function signatures(
  { id, at, body }: Signed,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const content = `${id}.${timestamp}.${body}`
  const versions = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
  })
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': versions.join(' '),
    'x-webhook-signature': createHmac('sha256', secrets[0] ?? '')
      .update(body)
      .digest('hex'),
  }
}

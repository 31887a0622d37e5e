import type { Clock } from '../ground/clock.ts'
import { tokenBuckets, type Rate } from '../edge/token-bucket.ts'

/** How many messages, and how many bytes of anything, may come in over time. */
export interface FloodRates {
  messages: Rate
  bytes: Rate
}

/** For one customer's browser, for all of one network address, and for all of a team. */
export interface CustomerFloodRates {
  browser: Rate
  address: FloodRates
  team: FloodRates
}

/** Whose request it is. `address` is null for this machine's own. */
export interface Sender {
  browserId: string
  address: string | null
  teamId: string
}

/** Takes what a request costs; answers how many ms to wait when there is not so much left, and 0 when there was. */
export type FloodLimit = (event: string, body: unknown) => number

/** Requests that put words into a conversation. */
const MESSAGES = new Set(['message:send', 'human:ask', 'human:take-back'])

/** Bytes of a message as people write it; a whole page of text is some of them. */
const MESSAGE_BYTES = 2_048
/** What a request costs at least. */
const LEAST_BYTES = 64

/**
 * The limits of a server whose connections may ask `perSecond` times a second: every figure follows from it, so that
 * an operator who raises it raises all. `address` and `team` are messages a second.
 */
export function floodRates(limits: { address: number; team: number }): CustomerFloodRates {
  const of = (perSecond: number): FloodRates => ({
    messages: { perSecond, burst: perSecond * 10 },
    bytes: { perSecond: perSecond * MESSAGE_BYTES, burst: perSecond * MESSAGE_BYTES * 40 },
  })
  // One person types, and pastes a page now and then: a fifth of what an address may.
  const browser = (limits.address * MESSAGE_BYTES) / 5
  return {
    browser: { perSecond: browser, burst: browser * 32 },
    address: of(limits.address),
    team: of(limits.team),
  }
}

/**
 * Counts what customers send by who sends it, from where and to whom. The narrowest limit is asked first: what one
 * customer or one address floods takes nothing from the rest of a team.
 */
export function customerFloods(
  rates: CustomerFloodRates,
  clock: Clock,
): (sender: Sender) => FloodLimit {
  const browserBytes = tokenBuckets(rates.browser, clock)
  const addressMessages = tokenBuckets(rates.address.messages, clock)
  const addressBytes = tokenBuckets(rates.address.bytes, clock)
  const teamMessages = tokenBuckets(rates.team.messages, clock)
  const teamBytes = tokenBuckets(rates.team.bytes, clock)
  return ({ browserId, address, teamId }) => {
    const bytesOf = [
      browserBytes(browserId),
      ...(address === null ? [] : [addressBytes(address)]),
      teamBytes(teamId),
    ]
    const messagesOf = [
      ...(address === null ? [] : [addressMessages(address)]),
      teamMessages(teamId),
    ]
    return (event, body) => {
      if (MESSAGES.has(event)) {
        for (const take of messagesOf) {
          const wait = take()
          if (wait > 0) return wait
        }
      }
      const bytes = bytesIn(body)
      for (const take of bytesOf) {
        const wait = take(bytes)
        if (wait > 0) return wait
      }
      return 0
    }
  }
}

function bytesIn(body: unknown): number {
  try {
    return Math.max(LEAST_BYTES, Buffer.byteLength(JSON.stringify([body])))
  } catch {
    // Nested deeper than can be written down: no request of ours is.
    return LEAST_BYTES
  }
}

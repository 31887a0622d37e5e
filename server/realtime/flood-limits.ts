import type { Clock } from '../ground/clock.ts'
import { tokenBuckets, type Rate } from '../edge/token-bucket.ts'

/** How many messages, and how many bytes of any kind, may come in over time. */
export interface FloodRates {
  messages: Rate
  bytes: Rate
}

/** For one customer's browser, for a whole network address, and for a whole team. */
export interface CustomerFloodRates {
  browser: Rate
  address: FloodRates
  team: FloodRates
}

/** The sender of a request. `address` is null for this machine. */
export interface Sender {
  browserId: string
  address: string | null
  teamId: string
}

/** Charges a request. Returns 0 if there was enough left, otherwise how many ms to wait. */
export type FloodLimit = (event: string, body: unknown) => number

/** Requests that add messages to a conversation. */
const MESSAGES = new Set(['message:send', 'human:ask', 'human:take-back'])

/** Bytes of a typical message. A whole page of text counts as several. */
const MESSAGE_BYTES = 2_048
/** The least that a request costs, in bytes. */
const LEAST_BYTES = 64

/**
 * Derives all limits from two figures, so that raising one raises everything that depends on it. `address` and `team`
 * are messages a second.
 */
export function floodRates(limits: { address: number; team: number }): CustomerFloodRates {
  const of = (perSecond: number): FloodRates => ({
    messages: { perSecond, burst: perSecond * 10 },
    bytes: { perSecond: perSecond * MESSAGE_BYTES, burst: perSecond * MESSAGE_BYTES * 40 },
  })
  // One person types, and sometimes pastes a page: a fifth of an address's rate.
  const browser = (limits.address * MESSAGE_BYTES) / 5
  return {
    browser: { perSecond: browser, burst: browser * 32 },
    address: of(limits.address),
    team: of(limits.team),
  }
}

/**
 * Limits what customers send, by browser, address and team. The narrowest limit is charged first, so a flood from one
 * customer or address takes nothing from the rest of a team.
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
    // Nested too deep to serialise. No valid request is.
    return LEAST_BYTES
  }
}

import type { Kysely } from 'kysely'
import { sha256, type Clock } from '../ground/clock.ts'
import type { Database } from '../database/schema.ts'
import { addressHash } from '../edge/address-key.ts'
import { Refused } from '../ground/refused.ts'
import { chargeFailure, forgive, waitOf, type DelayRule } from './sign-in-failures.ts'
import { inTurn } from './in-turn.ts'
import { isKnownPlace, notePlace } from './sign-in-places.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * Of one account: five wrong passwords cost nothing, every further one doubles the wait. Whoever guesses is down to
 * four tries an hour, from however many addresses; and an account is never locked.
 */
export const ACCOUNT_RULE: DelayRule = {
  free: 5,
  delay: (over) => Math.min(1_000 * 2 ** Math.min(over, 20), 15 * MINUTE),
  forgetMs: 24 * HOUR,
}

/** Of one address, over all accounts: a whole office mistypes now and then. */
export const ADDRESS_RULE: DelayRule = {
  free: 20,
  delay: (over) => Math.min(3_000 * (over + 1), MINUTE),
  forgetMs: HOUR,
}

/** Passwords that are checked at once. Hashing takes a thread of four for 100 ms; files need the others. */
const AT_ONCE = 2
/** Who waits for that; more are told to come back. */
const WAITING_MAX = 100

/** A try to sign in. */
export interface Try {
  email: string
  /** The network address it comes from. */
  address: string
}

interface GateDeps {
  db: Kysely<Database>
  clock: Clock
  /** An account has begun to be delayed, or is delayed longer. */
  onDelayed: (tried: Try, failures: number) => void
}

/**
 * Lets a try through to `check`, which answers whether the password was right. Throws `Refused` `rate-limited` with
 * the time to wait while the account or the address is delayed, and `overloaded` when too many are waiting already.
 * Where somebody signed in to an account before, only wrong passwords from there delay it: nobody elsewhere can keep
 * its owner out. An email that nobody has is treated like any other.
 */
export type SignInGate = <T extends { right: boolean }>(
  tried: Try,
  check: () => Promise<T>,
) => Promise<T>

export function signInGate({ db, clock, onDelayed }: GateDeps): SignInGate {
  const queue = inTurn(AT_ONCE, WAITING_MAX)
  return async (tried, check) => {
    const account = sha256(`account\n${tried.email.trim().toLowerCase()}`)
    const address = addressHash(tried.address)
    const known = await isKnownPlace(db, account, address, clock())
    const slot = known ? sha256(`known\n${account}\n${address}`) : account
    const look = async () => {
      const ofAddress = known ? 0 : await waitOf(db, address, ADDRESS_RULE, clock())
      const wait = Math.max(ofAddress, await waitOf(db, slot, ACCOUNT_RULE, clock()))
      if (wait > 0) throw new Refused('rate-limited', { retryAfterMs: wait })
    }
    // Looked at before it waits for its turn, and again when it has it: others had theirs meanwhile.
    await look()
    return queue(known, async () => {
      await look()
      // Counted before it is checked, so that many tries at once are as many as they are.
      const { wait, failures } = await chargeFailure(db, slot, ACCOUNT_RULE, clock())
      if (wait > 0) throw new Refused('rate-limited', { retryAfterMs: wait })
      const result = await check()
      if (result.right) {
        await forgive(db, slot)
        await notePlace(db, account, address, clock())
      } else {
        if (!known) await chargeFailure(db, address, { ...ADDRESS_RULE, delay: () => 0 }, clock())
        if (failures >= ACCOUNT_RULE.free) onDelayed(tried, failures)
      }
      return result
    })
  }
}

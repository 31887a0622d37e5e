import type { Conversation } from '@baton/protocol/conversation.ts'
import { joinTextBlocks } from '../db/commands/join-text-blocks.ts'
import { packList } from '../db/commands/pack-list.ts'
import { pruneResolved } from '../db/housekeeping/prune-resolved.ts'
import { sweepCustomers } from '../db/housekeeping/sweep-customers.ts'
import { sweepTexts } from '../db/housekeeping/sweep-texts.ts'
import { longConversations, trimMessages } from '../db/housekeeping/trim-messages.ts'
import { CONVERSATION_BYTES, copyBytes } from '../db/queries/copy-bytes.ts'
import { getTeamSettings } from '../db/queries/get-team-settings.ts'
import { openedLast, OPENED_KEPT } from '../db/queries/kept-ids.ts'
import type { SyncDeps } from './deps.ts'

const HOUR = 3_600_000

/** Messages that have come since it was last tidied: from so many on a search begins to be slower. */
const TIDY_AFTER = 64
/** How often is looked for what is long out of use, in milliseconds. */
const PRUNE_EVERY = HOUR

/** Most that stays of one conversation, in messages, unless somebody reads in it. */
const MESSAGES_KEPT = 2_000
/** Of conversations that are open, once there is no room: what a first sync brings of each. */
const MESSAGES_LEAST = 20
/** What the copy may take, in bytes; files that were looked at take 100 MB besides (`loadFile`). */
export const COPY_BYTES_MAX = 400 * 1024 * 1024
/** About what a message takes (see `copyBytes`). */
const MESSAGE_BYTES = 400

/**
 * Keeps the copy small and quick: tidies what panels read (the list they start from, the texts they search), and takes
 * out what is long out of use. It works in slices, each a transaction of its own that is over before anybody would wait
 * for it, and only while the line is good and nothing is coming in. It may be killed between any two: what is left to do
 * is seen from what is there.
 */
export class Housekeeping {
  readonly #deps: Pick<SyncDeps, 'db' | 'now' | 'log'>
  readonly #isQuiet: () => boolean
  readonly #bytesMax: number
  #came = TIDY_AFTER
  #prunedAt = Number.NEGATIVE_INFINITY
  #working: Promise<void> | null = null

  /** `isQuiet` tells whether nobody waits for the database at this moment. */
  constructor(
    deps: Pick<SyncDeps, 'db' | 'now' | 'log'>,
    isQuiet: () => boolean,
    bytesMax = COPY_BYTES_MAX,
  ) {
    this.#deps = deps
    this.#isQuiet = isQuiet
    this.#bytesMax = bytesMax
  }

  /** So many messages have been stored. */
  came(messages: number): void {
    this.#came += messages
    if (this.#came >= TIDY_AFTER) void this.look()
  }

  /** Something may be due: call it now and then. Settles once all is done or somebody else is to be served. */
  look(): Promise<void> {
    this.#working ??= this.#work()
      .catch((error: unknown) => this.#deps.log('housekeeping failed', error))
      .finally(() => (this.#working = null))
    return this.#working
  }

  async #work(): Promise<void> {
    const { db, now } = this.#deps
    if (this.#came >= TIDY_AFTER && this.#isQuiet()) {
      this.#came = 0
      await packList(db)
      await this.#repeat(() => joinTextBlocks(db))
    }
    if (now() - this.#prunedAt >= PRUNE_EVERY && this.#isQuiet()) {
      if (await this.#prune()) this.#prunedAt = now()
    }
    await this.#repeat(() => sweepTexts(db))
  }

  /** Answers whether it came to its end. */
  async #prune(): Promise<boolean> {
    const { db, now } = this.#deps
    const { copyKeptMs } = await getTeamSettings(db)
    await this.#trim(MESSAGES_KEPT, () => true)
    await this.#pruneResolved(now() - copyKeptMs, Number.POSITIVE_INFINITY)
    // Long before their time, the oldest first, until there is room.
    const over = await this.#tooMuch()
    if (over > 0) await this.#pruneResolved(now(), over)
    // Then of what nobody waits for and no human holds all but the newest messages.
    if (over > 0 && (await this.#tooMuch()) > 0) {
      await this.#trim(MESSAGES_LEAST, ({ state }) => state === 'ai' || state === 'resolved')
    }
    await this.#sweepTheRest()
    return this.#isQuiet()
  }

  /** Bytes by which the copy is larger than it may be. What has left it is swept first: till then it counts. */
  async #tooMuch(): Promise<number> {
    await this.#repeat(() => sweepTexts(this.#deps.db))
    return (await copyBytes(this.#deps.db)) - this.#bytesMax
  }

  async #trim(keep: number, only: (conversation: Conversation) => boolean): Promise<void> {
    const { db, now } = this.#deps
    for (const id of await longConversations(db, keep)) {
      await this.#repeat(() => trimMessages(db, id, { keep, now: now(), only }))
    }
  }

  /** Takes out what did not change since `before`, until about `bytes` are free. */
  async #pruneResolved(before: number, bytes: number): Promise<void> {
    const { db, now } = this.#deps
    const latest = await openedLast(db)
    let passed = 0
    let free = 0
    await this.#repeat(async () => {
      const pruned = await pruneResolved(db, { before, now: now(), passed, latest })
      passed += pruned.kept
      free += pruned.messages * MESSAGE_BYTES + pruned.conversations * CONVERSATION_BYTES
      return !pruned.done && free < bytes
    })
  }

  async #sweepTheRest(): Promise<void> {
    const { db } = this.#deps
    let after: string | null = ''
    await this.#repeat(async () => {
      after = await sweepCustomers(db, after ?? '')
      return after !== null
    })
    const forgotten = await db.openedConversations
      .orderBy('at')
      .reverse()
      .offset(OPENED_KEPT)
      .primaryKeys()
    await db.openedConversations.bulkDelete(forgotten)
    await packList(db)
  }

  /** Does slice after slice, until there is no more or somebody else is to be served. */
  async #repeat(slice: () => Promise<boolean>): Promise<void> {
    while (this.#isQuiet() && (await slice()));
  }
}

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

/** New messages after which to tidy: above this a search gets slower. */
const TIDY_AFTER = 64
/** How often to look for data long out of use, in milliseconds. */
const PRUNE_EVERY = HOUR

/** Most messages kept of one conversation, unless somebody is reading in it. */
const MESSAGES_KEPT = 2_000
/** Messages kept of a conversation without waiting or owner when there is no room: as many as a first sync brings. */
const MESSAGES_LEAST = 20
/** Most bytes of the copy. Viewed files take up to 100 MB besides (`loadFile`). */
export const COPY_BYTES_MAX = 400 * 1024 * 1024
/** Rough size of a message (see `copyBytes`). */
const MESSAGE_BYTES = 400

/**
 * Keeps the copy small and fast. It renews what panels read (the list's snapshot and the searchable texts), and
 * removes data long out of use. It works in slices, each a short transaction of its own, and only while the
 * connection is live and no event is waiting. It may be killed between two slices: the next one finds the rest in the
 * database.
 */
export class Housekeeping {
  readonly #deps: Pick<SyncDeps, 'db' | 'now' | 'log'>
  readonly #isQuiet: () => boolean
  readonly #bytesMax: number
  #came = TIDY_AFTER
  #prunedAt = Number.NEGATIVE_INFINITY
  #working: Promise<void> | null = null

  /** `isQuiet` says whether nobody needs the database at this moment. */
  constructor(
    deps: Pick<SyncDeps, 'db' | 'now' | 'log'>,
    isQuiet: () => boolean,
    bytesMax = COPY_BYTES_MAX,
  ) {
    this.#deps = deps
    this.#isQuiet = isQuiet
    this.#bytesMax = bytesMax
  }

  /** Counts stored messages. */
  came(messages: number): void {
    this.#came += messages
    if (this.#came >= TIDY_AFTER) void this.look()
  }

  /** Runs what is due; call it often. Settles once all is done or somebody else needs the database. */
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

  /** Returns whether it finished. */
  async #prune(): Promise<boolean> {
    const { db, now } = this.#deps
    const { copyKeptMs } = await getTeamSettings(db)
    await this.#trim(MESSAGES_KEPT, () => true)
    await this.#pruneResolved(now() - copyKeptMs, Number.POSITIVE_INFINITY)
    // If there is no room, removes resolved conversations before their time, oldest first.
    const over = await this.#tooMuch()
    if (over > 0) await this.#pruneResolved(now(), over)
    // Then trims conversations that neither wait nor belong to a human, down to the newest messages.
    if (over > 0 && (await this.#tooMuch()) > 0) {
      await this.#trim(MESSAGES_LEAST, ({ state }) => state === 'ai' || state === 'resolved')
    }
    await this.#sweepTheRest()
    return this.#isQuiet()
  }

  /** Bytes above the limit. Sweeps the texts of removed conversations first, since they count until then. */
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

  /** Removes what has not changed since `before`, until about `bytes` are free. */
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

  /** Runs slices until none is left or somebody else needs the database. */
  async #repeat(slice: () => Promise<boolean>): Promise<void> {
    while (this.#isQuiet() && (await slice()));
  }
}

import type { Typing } from '@baton/protocol/live.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import { tokenBuckets } from '../../edge/token-bucket.ts'
import type { Clock } from '../../ground/clock.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import type { ConversationState, PutLive } from '../v1/api-schemas.ts'
import { findMirrored, mayBotReply, stateOf } from './find-mirrored.ts'
import type { WordsUnderWay } from './words-under-way.ts'

/** Of one conversation: as often as a bubble that grows can be followed. */
const PER_CONVERSATION = { perSecond: 20, burst: 20 }

/** What is told with. */
export interface LiveDeps {
  db: Kysely<Database>
  clock: Clock
  live: { typing(typing: Typing): void }
  words: WordsUnderWay
}

/**
 * Makes what tells agents who look at a conversation that its customer types, or what its bot is writing. Nothing of it
 * is stored, and of a trial nobody is told. It throws `rate_limited`, `not-found`, `not_allowed` where Baton's own AI
 * answers, and `not_yours` unless the conversation is the bot's under the epoch that it names.
 */
export function tellsLive({ db, clock, live, words }: LiveDeps) {
  const bucketOf = tokenBuckets(PER_CONVERSATION, clock)
  return async (
    integration: IntegrationActor,
    ref: string,
    body: PutLive,
  ): Promise<ConversationState> => {
    // Before anything is read. A ref may have any letters, and an id has no space.
    const retryAfterMs = bucketOf(`${integration.integrationId} ${ref}`)()
    if (retryAfterMs > 0) throw new ApiRefused('rate_limited', { retryAfterMs })
    const row = await findMirrored(db, integration, ref)
    const state = await stateOf(db, row)
    if (body.from === 'ai') {
      if (row.botId === null) throw new ApiRefused('not_allowed')
      if (!mayBotReply(row, body.epoch)) {
        const { owner, epoch } = state
        throw new ApiRefused('not_yours', { detail: { owner, epoch } })
      }
    }
    if (row.isTest === 1) return state
    if (body.from === 'customer') {
      const { typing } = body
      live.typing({ conversationId: row.id, who: { kind: 'customer' }, typing })
    } else if (body.typing) {
      const { epoch, id: externalId = null, text = '' } = body
      words.told(row, { epoch, externalId, text })
    } else words.ended(row.id)
    return state
  }
}

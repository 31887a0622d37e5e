import { TYPING_LASTS_MS, type ReplyEnded, type ReplyStreaming } from '@baton/protocol/live.ts'
import type { Committed } from '../../changes/team-log.ts'
import type { ConversationRow } from '../../database/schema.ts'
import type { Ids } from '../../ground/clock.ts'
import { streamPause, throttle, type Throttle } from '../../ground/throttle.ts'
import type { Timing } from '../../ground/timing.ts'
import { mayBotReply } from './find-mirrored.ts'

type Place = Pick<ConversationRow, 'id' | 'customerId'>

/** What agents are told by. */
export interface TellsReplies {
  replyStreaming(place: Place, reply: ReplyStreaming): void
  replyEnded(place: Place, reply: ReplyEnded): void
}

/** An answer that a bot is making. */
interface BotWords {
  epoch: number
  /** The integration's own id of the message that it becomes; null where the bot did not say. */
  externalId: string | null
  /** All of it so far. */
  text: string
}

/**
 * What foreign bots are writing, for agents who look at the conversation. It lives in this process and is never stored.
 * An answer ends with its message, with the bot's epoch, or when it was not repeated for `TYPING_LASTS_MS`.
 */
export interface WordsUnderWay {
  /** The bot is writing, and has come so far. */
  told(row: Place, words: BotWords): void
  /** The bot has stopped writing. */
  ended(conversationId: string): void
  /** The id under which panels know an answer, which its message takes over; undefined of one that was not told. */
  idOf(conversationId: string, externalId: string): string | undefined
  heard(committed: Pick<Committed, 'mirrored'>): void
  stop(): void
}

interface Entry {
  messageId: string
  words: BotWords
  stream: Throttle<string>
  silence: NodeJS.Timeout
  end: () => void
}

export function createWordsUnderWay({
  live,
  ids,
  timing,
}: {
  live: TellsReplies
  ids: Pick<Ids, 'next'>
  timing: Pick<Timing, 'stream'>
}): WordsUnderWay {
  const underWay = new Map<string, Entry>()

  function begin(row: Place, words: BotWords): Entry {
    const reply = { conversationId: row.id, messageId: ids.next() }
    const stream = throttle<string>(
      (text) => streamPause(timing.stream, text.length),
      (text) => live.replyStreaming(row, { ...reply, text }),
    )
    const end = () => {
      clearTimeout(silence)
      stream.stop()
      underWay.delete(row.id)
      live.replyEnded(row, reply)
    }
    const silence = setTimeout(end, TYPING_LASTS_MS)
    const entry = { messageId: reply.messageId, words, stream, silence, end }
    underWay.set(row.id, entry)
    return entry
  }

  return {
    told: (row, words) => {
      const known = underWay.get(row.id)
      const goesOn = known?.words.externalId === words.externalId
      if (!goesOn) known?.end()
      const entry = known && goesOn ? known : begin(row, words)
      entry.words = words
      entry.silence.refresh()
      entry.stream.push(words.text)
    },
    ended: (conversationId) => underWay.get(conversationId)?.end(),
    idOf: (conversationId, externalId) => {
      const entry = underWay.get(conversationId)
      return entry?.words.externalId === externalId ? entry.messageId : undefined
    },
    heard: ({ mirrored }) => {
      for (const { row, messages } of mirrored) {
        const entry = underWay.get(row.id)
        if (!entry) continue
        const isSaid = messages.some(({ authorKind }) => authorKind === 'ai')
        if (isSaid || !mayBotReply(row, entry.words.epoch)) entry.end()
      }
    },
    stop: () => {
      for (const { end } of underWay.values()) end()
    },
  }
}

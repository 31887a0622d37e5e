import { setTimeout as sleep } from 'node:timers/promises'
import type { Section } from '../knowledge/parse-article.ts'
import { createRanking, createSearch } from '../knowledge/search.ts'
import type { ReplyMaker, ReplyPart } from '../reply-maker.ts'
import type { Turn } from '../turn.ts'
import { thinkOf, type Thought } from './think.ts'

/** Waits between two pieces. Rejects as soon as the signal is aborted. */
export type Pause = (signal: AbortSignal, ms: number) => Promise<unknown>

/** About how fast a person reads along; fast enough to be no wait. */
const WORD_MS = 24
/** A long answer comes faster: nobody waits longer than this for its end. */
const ANSWER_MS = 300
/** Shorter pauses than this are not worth a timer: several words come together instead. */
const PIECE_MS = 48

/** Finds out what to say to a turn. Rejects when it cannot, or as soon as the signal is aborted. */
export type Think = (turn: Turn, signal: AbortSignal) => Promise<Thought>

/**
 * The AI agent that needs no key and no network: it answers out of the knowledge base's sections, word by
 * word, and asks for a human when asked to, when unsure, or when its answer did not help.
 */
export function embeddedMaker(
  think: Think,
  pause: Pause = (signal, ms) => sleep(ms, undefined, { signal }),
): ReplyMaker {
  return {
    async *reply(turn: Turn, signal: AbortSignal): AsyncGenerator<ReplyPart> {
      const { text, handoff } = await think(turn, signal)
      const words = text.match(/\S+\s*/g) ?? []
      const wordMs = Math.min(WORD_MS, ANSWER_MS / words.length)
      const together = Math.max(1, Math.round(PIECE_MS / wordMs))
      for (let n = 0; n < words.length; n += together) {
        if (!(await paused(pause, signal, wordMs * together))) return
        yield { kind: 'text', text: words.slice(n, n + together).join('') }
      }
      if (handoff === null || signal.aborted) return
      yield { kind: 'handoff', handoff }
    },
  }
}

/** Thinks in this very thread: for tests, and for where nobody waits for anything else. */
export function thinkHere(sections: readonly Section[]): Think {
  const search = createSearch(createRanking(sections))
  return (turn) => Promise.resolve(thinkOf(turn, search))
}

/** False once the reply is no longer wanted. */
async function paused(pause: Pause, signal: AbortSignal, ms: number): Promise<boolean> {
  if (signal.aborted) return false
  return pause(signal, ms).then(
    () => !signal.aborted,
    (error: unknown) => {
      if (signal.aborted) return false
      throw error
    },
  )
}

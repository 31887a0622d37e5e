import { setTimeout as sleep } from 'node:timers/promises'
import type { Section } from '../knowledge/parse-article.ts'
import { createSearch } from '../knowledge/search.ts'
import type { ReplyMaker, ReplyPart, Turn } from '../reply-maker.ts'
import { answerFrom } from './answer-from.ts'
import { ASK_ABOUT_FILE, ASK_MORE, decide, type Decision, type AskReason } from './decide.ts'
import { handoffCard } from './handoff-card.ts'

/** Waits between two words. Rejects as soon as the signal is aborted. */
export type Pause = (signal: AbortSignal) => Promise<unknown>

/** About how fast a person reads along; fast enough to be no wait. */
const WORD_MS = 24

/**
 * The AI agent that needs no key and no network: it answers out of the knowledge base's sections, word by
 * word, and asks for a human when asked to, when unsure, or when its answer did not help.
 */
export function embeddedMaker(
  sections: readonly Section[],
  pause: Pause = (signal) => sleep(WORD_MS, undefined, { signal }),
): ReplyMaker {
  const search = createSearch(sections)
  return {
    async *reply(turn: Turn, signal: AbortSignal): AsyncGenerator<ReplyPart> {
      const decision = decide(turn, search)
      for (const word of textOf(decision, turn).match(/\S+\s*/g) ?? []) {
        if (!(await paused(pause, signal))) return
        yield { kind: 'text', text: word }
      }
      if (decision.kind !== 'hand-off' || signal.aborted) return
      yield { kind: 'handoff', handoff: handoffCard(turn, decision.reason) }
    },
  }
}

/** False once the reply is no longer wanted. */
async function paused(pause: Pause, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false
  return pause(signal).then(
    () => !signal.aborted,
    (error: unknown) => {
      if (signal.aborted) return false
      throw error
    },
  )
}

function textOf(decision: Decision, turn: Turn): string {
  switch (decision.kind) {
    case 'greet':
      return turn.messages.some(({ from }) => from === 'ai')
        ? 'Hello again! What can I do for you?'
        : 'Hello! I am the AI agent. Ask me about orders, delivery, refunds or your card, or ask for a human at any time.'
    case 'welcome':
      return 'You are welcome! I am here whenever something else comes up.'
    case 'goodbye':
      return 'Thank you for writing to us. Goodbye, and have a good day!'
    case 'ask-more':
      return ASK_MORE
    case 'ask-about-file':
      return ASK_ABOUT_FILE
    case 'answer':
      return answerFrom(decision.section)
    case 'hand-off':
      return HAND_OFF[decision.reason]
  }
}

const HAND_OFF: Record<AskReason, string> = {
  'customer-asked': 'Of course. I have asked a colleague to join you here; please stay a moment.',
  unsure:
    'I am not sure enough to answer that, and would rather not guess. I have asked a human colleague to join you here.',
  repeated:
    'I am sorry that my answer did not help. I have asked a human colleague to look at this with you.',
}

import type { AiWords } from '@baton/protocol/team-settings.ts'
import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Search } from '../knowledge/search.ts'
import type { Turn } from '../turn.ts'
import { answerFrom } from './answer-from.ts'
import { decide, type AskReason, type Decision } from './decide.ts'
import { handoffCard } from '../../conversations/handoff/handoff-card.ts'

/** What the embedded AI says to a turn, and the card of a handoff when it asks for a human. */
export interface Thought {
  text: string
  handoff: Handoff | null
}

/** What to say to a turn. Takes no more than some milliseconds for whatever `capTurn` lets through. */
export function thinkOf(turn: Turn, search: Search): Thought {
  const decision = decide(turn, search)
  const handoff = decision.kind === 'hand-off' ? handoffCard(turn, decision.reason) : null
  return { text: textOf(decision, turn), handoff }
}

function textOf(decision: Decision, { words, messages }: Turn): string {
  switch (decision.kind) {
    case 'greet':
      return messages.some(({ from }) => from === 'ai') ? words.greetingAgain : words.greeting
    case 'welcome':
      return words.welcome
    case 'goodbye':
      return words.goodbye
    case 'ask-more':
      return words.askMore
    case 'ask-about-file':
      return words.askAboutFile
    case 'answer':
      return answerFrom(decision.section, words)
    case 'hand-off':
      return words[HAND_OFF[decision.reason]]
  }
}

const HAND_OFF = {
  'customer-asked': 'handOffAsked',
  unsure: 'handOffUnsure',
  repeated: 'handOffRepeated',
} as const satisfies Record<AskReason, keyof AiWords>

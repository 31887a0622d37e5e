import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Search } from '../knowledge/search.ts'
import type { Turn } from '../../conversations/handoff/turn.ts'
import { answerFrom } from './answer-from.ts'
import { ASK_ABOUT_FILE, ASK_MORE, decide, type AskReason, type Decision } from './decide.ts'
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

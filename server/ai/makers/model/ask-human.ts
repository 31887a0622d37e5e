import { urgency, type Handoff } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { handoffCard } from '../../../conversations/handoff/handoff-card.ts'
import type { ModelTool } from '../../../model/stream-model.ts'
import type { Turn } from '../../turn.ts'

/** The name under which a model asks for a human. */
export const ASK_HUMAN = 'ask_human'

const REASONS = {
  customer_asked: 'customer-asked',
  unsure: 'unsure',
  repeated: 'repeated',
} as const

/** What a model may say with it: whatever of it is not as it should be counts as left out. */
const asked = v.object({
  reason: v.fallback(v.picklist(['customer_asked', 'unsure', 'repeated']), 'unsure'),
  summary: v.fallback(v.string(), ''),
  tried: v.fallback(v.array(v.string()), []),
  open_question: v.fallback(v.string(), ''),
  language: v.fallback(v.string(), ''),
  urgency: v.fallback(v.optional(urgency), undefined),
  suggested_reply: v.fallback(v.string(), ''),
  message_to_customer: v.fallback(v.string(), ''),
})

/** The card as a model fills it in. */
export const askHumanTool: ModelTool = {
  description:
    'Asks a human colleague to take over. Use it when the customer asks for a human, when the articles do not answer the question, when something has to be done that you cannot do, when it is urgent, or when your answers have not helped. Nothing is said after it.',
  parameters: {
    type: 'object',
    additionalProperties: false,
    required: ['reason', 'summary', 'message_to_customer'],
    properties: {
      reason: { type: 'string', enum: Object.keys(REASONS) },
      summary: {
        type: 'string',
        description: 'What the customer wants, in at most two lines, for the colleague.',
      },
      tried: {
        type: 'array',
        items: { type: 'string' },
        description: 'What was already tried or answered, one line each.',
      },
      open_question: { type: 'string', description: 'What has to be found out or decided.' },
      language: { type: 'string', description: 'The language of the customer, as "en" or "id".' },
      urgency: { type: 'string', enum: [...urgency.options] },
      suggested_reply: {
        type: 'string',
        description: 'A reply that the colleague may send, in the language of the customer.',
      },
      message_to_customer: {
        type: 'string',
        description:
          'One or two sentences in the language of the customer: that a human colleague was asked.',
      },
    },
  },
}

/** What a model says to the customer and to the team as it asks for a human. */
export interface HumanAsked {
  message: string
  handoff: Handoff
}

/** Reads a call of the tool. What the model left out is made from the messages. */
export function readAskHuman(input: unknown, turn: Turn): HumanAsked {
  const said = v.safeParse(asked, input)
  const given = said.success ? said.output : v.parse(asked, {})
  const reason = REASONS[given.reason]
  const extracted = handoffCard(turn, reason)
  const handoff: Handoff = {
    reason,
    summary: given.summary.trim() || extracted.summary,
    tried: given.tried.length > 0 ? given.tried : extracted.tried,
  }
  if (given.open_question) handoff.openQuestion = given.open_question
  if (given.language) handoff.language = given.language
  if (given.urgency) handoff.urgency = given.urgency
  if (given.suggested_reply) handoff.suggestedReply = given.suggested_reply
  const spare = reason === 'customer-asked' ? turn.words.handOffAsked : turn.words.handOffUnsure
  return { message: given.message_to_customer.trim() || spare, handoff }
}

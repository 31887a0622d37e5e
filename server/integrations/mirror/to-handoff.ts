import type { Handoff } from '@baton/protocol/conversation.ts'
import type { Card } from '../v1/api-schemas.ts'

/** A reason that panels of release 0.2.0 do not know is told them as the nearest that they do. */
const REASONS: Record<Card['reason'], Pick<Handoff, 'reason' | 'cause'>> = {
  customer_asked: { reason: 'customer-asked' },
  unsure: { reason: 'unsure' },
  repeated: { reason: 'repeated' },
  upset: { reason: 'unsure', cause: 'upset' },
  not_permitted: { reason: 'unsure', cause: 'not-permitted' },
  sensitive: { reason: 'unsure', cause: 'sensitive' },
  failed: { reason: 'unsure', cause: 'failed' },
  other: { reason: 'unsure', cause: 'other' },
}

/** A bot's card as it is stored. */
export function toHandoff(card: Card): Handoff {
  const { reason, summary, tried, urgency, language, reason_text: reasonText } = card
  const { open_question: openQuestion, suggested_reply: suggestedReply } = card
  return {
    ...REASONS[reason],
    ...(reasonText !== undefined && { reasonText }),
    summary,
    tried,
    ...(openQuestion !== undefined && { openQuestion }),
    ...(language !== undefined && { language }),
    ...(suggestedReply !== undefined && { suggestedReply }),
    ...(urgency !== undefined && { urgency }),
  }
}

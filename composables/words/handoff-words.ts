import type { Handoff, HandoffCause, HandoffReason } from '@baton/protocol/conversation.ts'
import type { TextKey } from '../../locales/catalogue.ts'
import { t } from './i18n.ts'

const REASON: Record<HandoffReason, TextKey> = {
  'customer-asked': 'list.reasonAsked',
  unsure: 'list.reasonUnsure',
  repeated: 'list.reasonRepeated',
  'owner-left': 'list.reasonOwnerLeft',
}
const CAUSE: Record<HandoffCause, TextKey> = {
  upset: 'list.reasonUpset',
  'not-permitted': 'list.reasonNotPermitted',
  sensitive: 'list.reasonSensitive',
  failed: 'list.reasonFailed',
  other: 'list.reasonOther',
}

/** Why a human is wanted: in the words of the AI where it has some of its own. */
export function handoffReason({ reason, cause, reasonText }: Handoff): string {
  return reasonText ?? t(cause === undefined ? REASON[reason] : CAUSE[cause])
}

/** What a card says in one line: why, what it is about, and what is still open. */
export function handoffLine(handoff: Handoff): string {
  const { summary, openQuestion = '' } = handoff
  return [handoffReason(handoff), summary, openQuestion].filter(Boolean).join(' · ')
}

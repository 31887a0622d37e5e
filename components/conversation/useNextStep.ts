import type { Conversation } from '@baton/protocol/conversation.ts'
import { computed, type Ref } from 'vue'
import type { TimelineItem } from '../message/timeline.ts'
import type { ConversationAccess } from '../moves/conversation-access.ts'
import { openSuggestion } from './find-in-timeline.ts'

/** What the open conversation asks of me next. */
export function useNextStep(
  conversation: () => Conversation,
  access: Ref<ConversationAccess>,
  items: Ref<readonly TimelineItem[]>,
) {
  return {
    /** What a colleague gave me, or gave back to me, that I have not answered. */
    pending: computed(() => (access.value.mine ? conversation().transfer : null)),
    /** What the one button of its header does; null if there is none. */
    action: computed(() => {
      const { mine, mayTakeOver, takeOverAs } = access.value
      if (mine) return 'handover'
      return mayTakeOver ? takeOverAs : null
    }),
    /** What the card proposes to answer; empty where it proposes nothing any more. */
    suggestedReply: computed(() =>
      access.value.mine ? openSuggestion(conversation(), items.value) : '',
    ),
  }
}

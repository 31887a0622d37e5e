import { computed, onScopeDispose, type WritableComputedRef } from 'vue'
import { usePlace } from '../../stores/place.ts'
import type { ConversationDialog } from '../../stores/view.ts'

/** The dialog that is open over a conversation, null while none is. It closes when the conversation leaves the screen. */
export function useDialog(conversationId: string): WritableComputedRef<ConversationDialog | null> {
  const place = usePlace()
  const mine = () => {
    const view = place.find('conversation-dialog')
    return view?.conversationId === conversationId ? view : undefined
  }
  const hide = () => {
    if (mine()) place.hide('conversation-dialog')
  }
  onScopeDispose(hide)
  return computed({
    get: () => mine()?.dialog ?? null,
    set: (dialog) => {
      if (dialog) place.show({ kind: 'conversation-dialog', conversationId, dialog })
      else hide()
    },
  })
}

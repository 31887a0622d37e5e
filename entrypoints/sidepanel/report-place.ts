import { watch } from 'vue'
import { useLooking } from '../../components/live/useLooking.ts'
import { useWriting } from '../../components/shell/useWriting.ts'
import { connectPanel } from '../../platform/panel-port.ts'
import type { usePlace } from '../../stores/place.ts'

/**
 * Tells the background what the agent has before their eyes, so that they are not alerted to it; and opens what a
 * notification or a key of the browser's asks for.
 */
export function reportPlace(place: ReturnType<typeof usePlace>): void {
  const line = connectPanel((conversationId) => place.open(conversationId))
  const { visible, focused } = useLooking()
  const writing = useWriting()
  watch(
    () => ({
      visible: visible.value,
      focused: focused.value,
      writing: writing.value,
      // With the list laid over it, nobody reads the conversation below.
      conversationId: place.listOpen ? null : place.selectedId || null,
    }),
    (shown) => line.tell(shown),
    { immediate: true },
  )
}

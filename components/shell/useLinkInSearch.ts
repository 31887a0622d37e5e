import { watch } from 'vue'
import { usePlace } from '../../stores/place.ts'
import { linkedPlace } from '../../composables/links/message-link.ts'

/** A link to a message that is pasted into the search is gone to. Whose server it names does not matter: its ids are unique. */
export function useLinkInSearch(): void {
  const place = usePlace()
  watch(
    () => place.search,
    (text) => {
      const linked = linkedPlace(text)
      if (!linked) return
      place.search = ''
      place.open(linked.conversationId, linked.seq)
    },
    // Emptied before the field was drawn with the link, it would go on showing it, and the next one would be pasted behind it.
    { flush: 'post' },
  )
}

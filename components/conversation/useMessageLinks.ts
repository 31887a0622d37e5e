import { usePlace } from '../../stores/place.ts'
import { linkedPlace } from '../../composables/links/message-link.ts'
import { useSession } from '../live/useSession.ts'

/** Opens links to messages of this team here, where they would else open a page that only tells of them. */
export function useMessageLinks() {
  const { account } = useSession()
  const place = usePlace()

  /** For a click on anything: does nothing unless it was on such a link, without a key that asks for a tab. */
  function follow(event: MouseEvent) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element))
      return
    const address = event.target.closest('a')?.href
    const linked = address ? linkedPlace(address) : null
    if (linked?.origin !== account.value?.serverUrl || !linked) return
    event.preventDefault()
    place.open(linked.conversationId, linked.seq)
  }
  return { follow }
}

import { ref, type Ref } from 'vue'
import { useAwaited } from '../../composables/actions/awaited.ts'

/** What of the customer's details is asked for. */
export type DetailsPart = 'all' | 'profile' | 'tags'

/**
 * Asks for the customer's details: beside the chat where there is room (`aside`), else laid over it by `open`. `wanted` is
 * what is to be changed of them and is not there yet.
 */
export function useDetailsAsked(
  roomy: Readonly<Ref<boolean>>,
  aside: Readonly<Ref<HTMLElement | null>>,
  open: () => void,
) {
  const wanted = ref<'profile' | 'tags' | null>(null)
  // Its field takes the focus when it comes: until then keys have nowhere to go.
  useAwaited(() => wanted.value !== null)

  function showDetails(part: DetailsPart) {
    wanted.value = part === 'all' ? null : part
    if (!roomy.value) open()
    else if (part === 'all') aside.value?.focus()
  }
  return { wanted, showDetails }
}

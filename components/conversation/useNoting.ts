import { ref, watch, type Ref } from 'vue'

/**
 * Whether a note is being written in a conversation that is somebody else's. Once it is mine its box is open anyway, and
 * goes with the conversation.
 */
export function useNoting(mine: () => boolean): Ref<boolean> {
  const noting = ref(false)
  watch(mine, () => (noting.value = false))
  return noting
}

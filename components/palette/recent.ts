import { useLocalStorage } from '@vueuse/core'

/** More than anybody remembers having used. */
const KEPT = 24

/** Keys of what this agent chose in the palette, the last one first. Another agent's are not told. */
export function useRecent(agentId: string) {
  const stored = useLocalStorage('baton:palette-recent', { agentId, keys: new Array<string>() })
  if (stored.value.agentId !== agentId) stored.value = { agentId, keys: [] }
  return {
    keys: stored.value.keys,
    add(key: string) {
      const others = stored.value.keys.filter((one) => one !== key)
      stored.value = { agentId, keys: [key, ...others].slice(0, KEPT) }
    },
  }
}

import { computed } from 'vue'
import { usePreferences } from '../../stores/preferences.ts'
import { bindings, type ChosenKeys } from '../../composables/actions/bindings.ts'
import { takenByBrowser } from './browser-keys.ts'
import { ACTION, type ActionId } from '../../composables/actions/catalogue.ts'

/** What stands against giving an action a key: the browser needs it, or another action has it. */
export type KeyObjection = { why: 'browser' } | { why: 'used'; by: ActionId }

/** Choosing other keys than the delivered ones; kept in this browser's preferences. */
export function useKeyChoice() {
  const preferences = usePreferences()
  /** Which key is whose, also while single keys are off. */
  const all = computed(() => bindings(preferences.now.keys))
  const changed = computed(() => Object.keys(preferences.now.keys).length > 0)

  function objection(id: ActionId, stroke: string): KeyObjection | null {
    if (takenByBrowser(stroke)) return { why: 'browser' }
    const by = all.value.actionOf.get(stroke)
    return by === undefined || by === id ? null : { why: 'used', by }
  }

  /** Gives an action a key, or none; who had it has none from then on. */
  function choose(id: ActionId, stroke: string | null) {
    const by = stroke === null ? undefined : all.value.actionOf.get(stroke)
    const keys: Record<string, string | null> = { ...preferences.now.keys, [id]: stroke }
    if (by !== undefined && by !== id) keys[by] = null
    return preferences.set('keys', withoutDelivered(keys))
  }

  /** Gives an action its delivered key back, and takes it from who has it now. */
  const reset = (id: ActionId) => choose(id, ACTION.get(id)?.key ?? null)
  const resetAll = () => preferences.set('keys', {})
  return { all, changed, objection, choose, reset, resetAll }
}

/** What is as delivered need not be kept, so that a later version may deliver another. */
function withoutDelivered(keys: ChosenKeys): Record<string, string | null> {
  const differing = Object.entries(keys).filter(([id, key]) => key !== ACTION.get(id)?.key)
  return Object.fromEntries(differing.map(([id, key]) => [id, key ?? null]))
}

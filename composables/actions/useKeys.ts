import { computed, shallowRef } from 'vue'
import { bindings, type ChosenKeys } from './bindings.ts'
import type { ActionId } from './catalogue.ts'
import { ariaShortcut, isMac, keyCaps } from './stroke.ts'

const chosen = shallowRef<{ keys: ChosenKeys; singleKeys: boolean }>({ keys: {}, singleKeys: true })
const keys = computed(() => bindings(chosen.value.keys, chosen.value.singleKeys))

/** Puts the keys in force that the agent chose. Said by who reads the preferences, once for the whole panel. */
export function chooseKeys(now: { keys: ChosenKeys; singleKeys: boolean }): void {
  chosen.value = { keys: now.keys, singleKeys: now.singleKeys }
}

const keyOf = (id: ActionId) => keys.value.keyOf.get(id)

/** An action's key as it is written on keyboards. */
const capsOf = (id: ActionId) => {
  const key = keyOf(id)
  return key === undefined ? undefined : keyCaps(key).join(isMac ? '' : '+')
}

/** A button's words with its key behind them: "Search (/)". */
const hint = (label: string, id: ActionId) => {
  const caps = capsOf(id)
  return caps === undefined ? label : `${label} (${caps})`
}

/** A button's `aria-keyshortcuts`. */
const aria = (id: ActionId) => {
  const key = keyOf(id)
  return key === undefined ? undefined : ariaShortcut(key)
}

/** The keys in force, and how a button tells of its own. */
export function useKeys() {
  return { keys, keyOf, capsOf, hint, aria }
}

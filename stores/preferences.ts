import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import {
  readPreferences,
  type Preferences,
  type PreferencesStorage,
} from '../preferences/preferences.ts'

/** The agent's preferences in this browser, the same in every open panel. */
export const usePreferences = defineStore('preferences', () => {
  const now = shallowRef(readPreferences(null))
  /** The last choice holds in this panel only: the browser could not store it. */
  const unsaved = ref(false)
  let storage: PreferencesStorage | null = null
  let saving = 0

  async function load() {
    if (!storage) return
    const stored = readPreferences(await storage.load())
    // A choice being made here is newer than the stored one.
    if (saving === 0) now.value = stored
  }

  /** Loads the stored preferences and follows them from now on. Rejects if the browser cannot read its storage. */
  async function keepIn(kept: PreferencesStorage): Promise<void> {
    storage = kept
    kept.onChange(() => void load())
    await load()
  }

  /** Sets one preference: here at once, and in other panels and the background once it is stored. */
  async function set<Key extends keyof Preferences>(
    key: Key,
    value: Preferences[Key],
  ): Promise<void> {
    now.value = { ...now.value, [key]: value }
    saving += 1
    try {
      await storage?.save(now.value)
      unsaved.value = false
    } catch {
      unsaved.value = true
      return
    } finally {
      saving -= 1
    }
    // Another panel may have changed a preference meanwhile.
    await load()
  }

  return { now, unsaved, keepIn, set }
})

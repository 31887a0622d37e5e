import * as v from 'valibot'
import { LANGUAGES } from '../locales/text.ts'

export const THEMES = ['system', 'light', 'dark'] as const

/** What stands under a key that nothing, or nothing usable, is stored for: an older or newer version may have been here. */
function kept<const T extends v.GenericSchema>(schema: T, standard: v.InferOutput<T>) {
  return v.optional(v.fallback(schema, standard), standard)
}

/** What the agent chose in this browser. It is theirs, not the team's, and outlives a sign-out. */
const preferences = v.object({
  /** `system` follows the browser's language, English where Baton does not speak it. */
  language: kept(v.picklist(['system', ...LANGUAGES]), 'system'),
  theme: kept(v.picklist(THEMES), 'system'),
  density: kept(v.picklist(['comfortable', 'compact']), 'comfortable'),
  /** On which side of the chat the customer writes; left is what other inboxes do. */
  customerSide: kept(v.picklist(['right', 'left']), 'right'),
  /** Whether Enter sends and Shift+Enter breaks the line; else Ctrl or Cmd with Enter sends. */
  enterSends: kept(v.boolean(), true),
})

export type Preferences = v.InferOutput<typeof preferences>

/** Preferences as stored, each key by itself: what is missing or broken is as it was delivered. */
export function readPreferences(stored: unknown): Preferences {
  return v.parse(preferences, typeof stored === 'object' && stored !== null ? stored : {})
}

/** Where preferences are kept for all panels and the background of this browser. */
export interface PreferencesStorage {
  load(): Promise<unknown>
  save(preferences: Preferences): Promise<void>
  /** Somebody, perhaps this page itself, has saved. */
  onChange(listener: () => void): void
}

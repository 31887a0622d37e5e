import { DEFAULT_ALERTS, type AlertKind } from '@baton/domain/alert-preferences.ts'
import * as v from 'valibot'
import { LANGUAGES, spokenLanguage, type Language } from '../locales/text.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** Minutes to choose from. */
export const AWAY_AFTER = [2, 5, 10, 15, 30] as const

/** What stands under a key that nothing, or nothing usable, is stored for: an older or newer version may have been here. */
function kept<const T extends v.GenericSchema>(schema: T, standard: v.InferOutput<T>) {
  return v.optional(v.fallback(schema, standard), standard)
}

const { notify, sound, quiet, ...alertDefaults } = DEFAULT_ALERTS

/** A switch for each kind of event. */
function kinds(standard: typeof notify) {
  return v.object({
    waiting: kept(v.boolean(), standard.waiting),
    transfer: kept(v.boolean(), standard.transfer),
    nudge: kept(v.boolean(), standard.nudge),
    reply: kept(v.boolean(), standard.reply),
  } satisfies Record<AlertKind, v.GenericSchema>)
}

const minute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1))
const day = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))

const alerts = v.object({
  notify: kept(kinds(notify), notify),
  sound: kept(kinds(sound), sound),
  volume: kept(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), alertDefaults.volume),
  repeat: kept(v.boolean(), alertDefaults.repeat),
  showText: kept(v.boolean(), alertDefaults.showText),
  quiet: kept(v.object({ on: v.boolean(), from: minute, to: minute, days: v.array(day) }), quiet),
  badgeMine: kept(v.boolean(), alertDefaults.badgeMine),
})

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
  /** Whether templates are suggested for what the customer said last. */
  suggestTemplates: kept(v.boolean(), true),
  alerts: kept(alerts, DEFAULT_ALERTS),
  /** Minutes without a hand at this machine after which the agent is shown as Away; null: never by itself. */
  awayAfter: kept(v.nullable(v.picklist(AWAY_AFTER)), null),
  /** Keys chosen in place of the delivered ones, by action; null: none. */
  keys: kept(v.record(v.string(), v.nullable(v.string())), {}),
  /** Whether keys that type a character do anything by themselves (WCAG 2.1.4). */
  singleKeys: kept(v.boolean(), true),
})

export type Preferences = v.InferOutput<typeof preferences>

/** Preferences as stored, each key by itself: what is missing or broken is as it was delivered. */
export function readPreferences(stored: unknown): Preferences {
  return v.parse(preferences, typeof stored === 'object' && stored !== null ? stored : {})
}

/** The language that a preference means in this browser. */
export function languageOf({ language }: Preferences): Language {
  return language === 'system' ? spokenLanguage(navigator.languages) : language
}

/** Where preferences are kept for all panels and the background of this browser. */
export interface PreferencesStorage {
  load(): Promise<unknown>
  save(preferences: Preferences): Promise<void>
  /** Somebody, perhaps this page itself, has saved. */
  onChange(listener: () => void): void
}

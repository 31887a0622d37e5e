import type { QuietHours } from './quiet-hours.ts'

/**
 * What an agent is alerted to: a customer waits, a colleague's transfer, a colleague's nudge, a customer's word in my
 * conversation.
 */
export const ALERT_KINDS = ['waiting', 'transfer', 'nudge', 'reply'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** How this browser alerts its agent. */
export interface AlertPreferences {
  /** Whether a desktop notification is shown, and whether a sound is played. */
  notify: Record<AlertKind, boolean>
  sound: Record<AlertKind, boolean>
  /** From 0 to 1. */
  volume: number
  /** Whether the sound comes again until the agent has looked. */
  repeat: boolean
  /** Whether notifications show what the customer wrote: screens are shared. */
  showText: boolean
  quiet: QuietHours
  /** Whether the toolbar badge counts my conversations with something unread, too. */
  badgeMine: boolean
}

export const DEFAULT_ALERTS: AlertPreferences = {
  notify: { waiting: true, transfer: true, nudge: true, reply: true },
  sound: { waiting: true, transfer: true, nudge: true, reply: true },
  volume: 0.6,
  repeat: false,
  showText: true,
  quiet: { on: false, from: 22 * 60, to: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] },
  badgeMine: false,
}

import type { QuietHours } from './quiet-hours.ts'

/**
 * The kinds of alerts: a waiting customer, a colleague's transfer, a colleague's nudge, a customer's message in my
 * conversation.
 */
export const ALERT_KINDS = ['waiting', 'transfer', 'nudge', 'reply'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** How this browser alerts its agent. */
export interface AlertPreferences {
  /** Whether this kind shows a desktop notification, and whether it plays a sound. */
  notify: Record<AlertKind, boolean>
  sound: Record<AlertKind, boolean>
  /** From 0 to 1. */
  volume: number
  /** Whether the sound repeats until the agent has looked. */
  repeat: boolean
  /** Whether notifications show the customer's text: other people may see the screen. */
  showText: boolean
  quiet: QuietHours
  /** Whether the toolbar badge also counts my conversations with unread messages. */
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

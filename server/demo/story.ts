import type { ConversationState, Handoff } from '@baton/protocol/conversation.ts'
import type { Context, Page } from '@baton/protocol/visit.ts'

/** Who of the demo's agents holds conversations. */
export type DemoAgent = 'rina' | 'sari'

/** One line of a demo conversation. */
export type Line =
  /** The customer: words of our own, or the real question with this number in questions.json. */
  | { customer: string | number }
  /** The AI agent: words of our own, or a section of the knowledge base. */
  | { ai: string }
  | { agent: DemoAgent; text: string; note?: boolean }
  | { asked: 'human' }
  | { takenOver: DemoAgent }
  | { resolved: DemoAgent }

/** A demo conversation as plain data; times are told back from the moment of seeding. */
export interface Story {
  name: string
  email?: string
  /** Who they are at the shop, for those it has signed in. */
  subject?: string
  context?: Context
  language?: string
  timeZone?: string
  page?: Page
  tags?: readonly string[]
  state: ConversationState
  owner?: DemoAgent
  handoff?: Handoff
  /** Minutes since the last line. */
  ago: number
  /** Minutes between two lines. */
  pace?: number
  lines: readonly Line[]
}

/** Writes a day so many days ago as "12 November". */
export function dayBefore(now: number, days: number): string {
  const day = new Date(now - days * 86_400_000)
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long' })
}

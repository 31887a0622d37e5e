import * as v from 'valibot'
import { attachmentLimits } from './attachment.ts'
import { id, name } from './primitives.ts'
import type { SystemEvent } from './message.ts'

// What a team decides for all of its agents. Whoever adds a setting gives it a default below: what is stored
// from before is completed with it.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const between = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** The words of a notice; `{name}` stands for whom it is about: an agent, or a customer who signed in. */
const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

/** What conversations say when something happens to them, in the team's words. */
export const notices = v.strictObject({
  'human-asked': words,
  'taken-over': words,
  'handed-to-ai': words,
  transferred: words,
  resolved: words,
  'owner-left': words,
  identified: words,
} satisfies Record<SystemEvent, typeof words>)
export type Notices = v.InferOutput<typeof notices>

/** Times are in milliseconds. */
export const teamSettings = v.strictObject({
  /** Who waits longer than this is shown in red. */
  waitLimitMs: between(SECOND, DAY),
  /** How long a reply may be taken back before it goes out; 0 sends at once. */
  undoSendMs: between(0, 30 * SECOND),
  /** What becomes of the conversations of an owner who has gone offline. */
  ownerLeft: v.picklist(['keep', 'to-waiting']),
  /** For `to-waiting`: how long the owner may be away before. */
  ownerLeftAfterMs: between(SECOND, DAY),
  /** After this time without a human a waiting conversation goes back to the AI; null is never. */
  backToAiAfterMs: v.nullable(between(SECOND, 7 * DAY)),
  notices,
  attachments: attachmentLimits,
  /** Who may write the team's templates; everybody has personal ones. */
  templateEditors: v.picklist(['everyone', 'admins']),
})
export type TeamSettings = v.InferOutput<typeof teamSettings>

/** The team itself, as its agents know it. */
export const team = v.object({ id, name, settings: teamSettings })
export type Team = v.InferOutput<typeof team>

/** `team:change`, for admins: what is left out stays as it is. */
export const changeTeam = v.strictObject({
  ...v.partial(teamSettings).entries,
  notices: v.optional(v.partial(notices)),
})
export type ChangeTeam = v.InferOutput<typeof changeTeam>

/** The change as the server would take it; null when something in it is out of its limits. */
export function readChange(change: unknown): ChangeTeam | null {
  const read = v.safeParse(changeTeam, change)
  return read.success ? read.output : null
}

export const DEFAULT_TEAM_SETTINGS: TeamSettings = {
  waitLimitMs: 5 * MINUTE,
  undoSendMs: 0,
  ownerLeft: 'keep',
  ownerLeftAfterMs: 15 * MINUTE,
  backToAiAfterMs: null,
  templateEditors: 'everyone',
  notices: {
    'human-asked': 'A human agent was asked to join',
    'taken-over': 'Human agent ({name}) has taken over this conversation',
    'handed-to-ai': 'The AI agent is back in this conversation',
    transferred: 'Human agent ({name}) has taken over this conversation',
    resolved: 'This conversation was resolved',
    'owner-left': 'Human agent ({name}) had to leave. A colleague will join you here shortly.',
    identified: 'The customer was anonymous and is now {name}',
  },
  attachments: {
    maxBytes: 10 * 1024 * 1024,
    types: [
      ...['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
      ...['application/pdf', 'text/plain', 'text/csv', 'application/zip'],
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  },
}

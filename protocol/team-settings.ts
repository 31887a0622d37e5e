import * as v from 'valibot'
import { attachmentLimits } from './attachment.ts'
import { id, name } from './primitives.ts'
import type { SystemEvent } from './message.ts'

// What a team decides for all of its agents. Whoever adds a setting gives it a default in team-defaults.ts: what is
// stored from before is completed with it.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const between = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** The words of a notice; `{name}` stands for whom it is about: an agent, or a customer who signed in. */
const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

/** What conversations say when something happens to them, in the team's words. */
export const notices = v.object({
  'human-asked': words,
  'taken-over': words,
  'handed-to-ai': words,
  transferred: words,
  resolved: words,
  'owner-left': words,
  identified: words,
} satisfies Record<SystemEvent, typeof words>)
export type Notices = v.InferOutput<typeof notices>

/** What the AI says by itself, in the customer's language. In `source`, `{article}` stands for the article's name. */
export const aiWords = v.object({
  greeting: words,
  greetingAgain: words,
  welcome: words,
  goodbye: words,
  askMore: words,
  askAboutFile: words,
  source: v.pipe(words, v.includes('{article}')),
  handOffAsked: words,
  handOffUnsure: words,
  handOffRepeated: words,
  couldNotAnswer: words,
  overBudget: words,
  humanAsked: words,
  shortly: words,
  nobodyHere: words,
})
export type AiWords = v.InferOutput<typeof aiWords>

/** Languages that a team may word the AI in, at most. */
const AI_LANGUAGES_MAX = 20

/** What a team says in its own words, by language ("en", "id"); Baton's own stand for the rest. */
const ownAiWords = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), v.partial(aiWords)),
  v.maxEntries(AI_LANGUAGES_MAX),
)

/** Questions that a team suggests to a customer who has not written yet, at most; and letters of each. */
export const SUGGESTED_QUESTIONS_MAX = 4
export const SUGGESTED_QUESTION_LETTERS_MAX = 120

/** Letters of the words a customer is welcomed with. */
export const GREETING_LETTERS_MAX = 200

/** Sites that may be named at most. */
export const CHAT_SITES_MAX = 50

/** A site as browsers name it: scheme, host and port, nothing behind. */
export const siteOrigin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^https?:\/\/[a-z0-9.[\]:-]+$/),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text),
)

/** What an admin typed, as a site is named; null when it is none. */
export function asSiteOrigin(typed: string): string | null {
  const text = typed.trim()
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const { origin } = new URL(address)
  return v.is(siteOrigin, origin) ? origin : null
}

/** Times are in milliseconds. */
export const teamSettings = v.object({
  /** Who waits longer than this is shown in red. */
  waitLimitMs: between(SECOND, DAY),
  /** How long a reply may be taken back before it goes out; 0 sends at once. */
  undoSendMs: between(0, 30 * SECOND),
  /** What becomes of the conversations of an owner who has gone offline. */
  ownerLeft: v.picklist(['keep', 'to-waiting']),
  /** For `to-waiting`: how long the owner may be away before. */
  ownerLeftAfterMs: between(SECOND, DAY),
  /** Who is given a conversation accepts it within this time, or it goes back; null leaves it with them. */
  transferBackAfterMs: v.optional(v.nullable(between(SECOND, DAY)), 5 * MINUTE),
  /** After this time without a human a waiting conversation goes back to the AI; null is never. */
  backToAiAfterMs: v.nullable(between(SECOND, 7 * DAY)),
  notices,
  /** Of a language only what the team has worded. */
  aiWords: v.optional(ownAiWords),
  attachments: attachmentLimits,
  /** The sites whose pages may show the chat; none is any. Only a page of a named one may sign earlier words over. */
  chatSites: v.pipe(v.array(siteOrigin), v.maxLength(CHAT_SITES_MAX)),
  /** What a customer who has not written yet is welcomed with; empty says it in Baton's own words. */
  greeting: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(GREETING_LETTERS_MAX)), ''),
  /** What they may ask with one press. */
  suggestedQuestions: v.optional(
    v.pipe(
      v.array(
        v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(SUGGESTED_QUESTION_LETTERS_MAX)),
      ),
      v.maxLength(SUGGESTED_QUESTIONS_MAX),
    ),
    [],
  ),
  /** Who may write the team's templates; everybody has personal ones. */
  templateEditors: v.picklist(['everyone', 'admins']),
  /** How long after its last change a resolved conversation stays in the copies that agents' browsers keep. */
  copyKeptMs: v.optional(between(DAY, 3_650 * DAY), 90 * DAY),
})
export type TeamSettings = v.InferOutput<typeof teamSettings>

/** The team itself, as its agents know it. */
export const team = v.object({ id, name, settings: teamSettings })
export type Team = v.InferOutput<typeof team>

/** `team:change`, for admins: what is left out stays as it is. */
export const changeTeam = v.strictObject({
  ...v.partial(teamSettings).entries,
  notices: v.optional(v.strictObject(v.partial(notices).entries)),
  /** Of a language that is named, all that the team words in it; an empty one is in Baton's words again. */
  aiWords: v.optional(ownAiWords),
  attachments: v.optional(v.strictObject(attachmentLimits.entries)),
})
export type ChangeTeam = v.InferOutput<typeof changeTeam>

/** The change as the server would take it; null when something in it is out of its limits. */
export function readChange(change: unknown): ChangeTeam | null {
  const read = v.safeParse(changeTeam, change)
  return read.success ? read.output : null
}

import * as v from 'valibot'
import { attachmentLimits } from './attachment.ts'
import { toldIntegration } from './integration.ts'
import { id, name } from './primitives.ts'
import type { SystemEvent } from './message.ts'

// Settings that a team makes for all of its agents. A new setting needs a default in team-defaults.ts, which
// completes older stored settings.

const SECOND = 1_000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE

const between = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** The text of a notice. `{name}` stands for an agent, or for a customer who signed in. */
const words = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))

/** The team's texts for notices. */
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

/**
 * Names the article that an answer is from: `{article}` stands once for its name in quotation marks. Stored answers show
 * the sentence in italics and are searched for the name, so it holds no line end, asterisk or `“”` of its own.
 */
const source = v.pipe(
  words,
  v.regex(/^[^*“”\n\r\u2028\u2029]*$/),
  v.check((text) => text.split('{article}').length === 2),
)

/** The AI's own phrases, in the customer's language. In `source`, `{article}` stands for the article's name. */
export const aiWords = v.object({
  greeting: words,
  greetingAgain: words,
  welcome: words,
  goodbye: words,
  askMore: words,
  askAboutFile: words,
  source,
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

/** Most languages in which a team may word the AI's phrases. */
const AI_LANGUAGES_MAX = 20
/** Bytes of JSON that all of them have at most: they are in every hello of an agent and every write of the team. */
const AI_WORDS_BYTES_MAX = 32 * 1_024

/** A team's own phrases for the AI, by language ("en", "id"). Baton's phrases fill in the rest. */
const ownAiWords = v.pipe(
  v.record(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)), v.partial(aiWords)),
  v.maxEntries(AI_LANGUAGES_MAX),
  v.check((own) => new TextEncoder().encode(JSON.stringify(own)).length <= AI_WORDS_BYTES_MAX),
)

/** Most questions that a team suggests to a customer who has not written yet, and the longest one in letters. */
export const SUGGESTED_QUESTIONS_MAX = 4
export const SUGGESTED_QUESTION_LETTERS_MAX = 120

/** Longest greeting, in letters. */
export const GREETING_LETTERS_MAX = 200

/** Most sites that a team may list. */
export const CHAT_SITES_MAX = 50

/** A site's origin as browsers write it: scheme, host and port, nothing after. */
export const siteOrigin = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(/^https?:\/\/[a-z0-9.[\]:-]+$/),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text),
)

/** Normalises a typed site to an origin; null if it is not a valid one. */
export function asSiteOrigin(typed: string): string | null {
  const text = typed.trim()
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(address)) return null
  const { origin } = new URL(address)
  return v.is(siteOrigin, origin) ? origin : null
}

/** Times are in milliseconds. */
export const teamSettings = v.object({
  /** A customer who waits longer than this is shown in red. */
  waitLimitMs: between(SECOND, DAY),
  /** How long a reply may be taken back before it goes out; 0 sends at once. */
  undoSendMs: between(0, 30 * SECOND),
  /** What happens to the conversations of an owner who has gone offline. */
  ownerLeft: v.picklist(['keep', 'to-waiting']),
  /** For `to-waiting`: how long the owner may be offline before that. */
  ownerLeftAfterMs: between(SECOND, DAY),
  /** A transfer that is not accepted within this time goes back; null turns that off. */
  transferBackAfterMs: v.optional(v.nullable(between(SECOND, DAY)), 5 * MINUTE),
  /** A waiting conversation that no human takes within this time goes back to the AI; null turns that off. */
  backToAiAfterMs: v.nullable(between(SECOND, 7 * DAY)),
  notices,
  /** Holds only the phrases that the team has worded. */
  aiWords: v.optional(ownAiWords),
  attachments: attachmentLimits,
  /**
   * Sites whose pages may show the chat; empty means any. Only a page of a listed site may move earlier messages to
   * an identified customer.
   */
  chatSites: v.pipe(v.array(siteOrigin), v.maxLength(CHAT_SITES_MAX)),
  /** The greeting for a customer who has not written yet. If empty, Baton's own words are used. */
  greeting: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(GREETING_LETTERS_MAX)), ''),
  /** Suggested questions, each asked with one press. */
  suggestedQuestions: v.optional(
    v.pipe(
      v.array(
        v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(SUGGESTED_QUESTION_LETTERS_MAX)),
      ),
      v.maxLength(SUGGESTED_QUESTIONS_MAX),
    ),
    [],
  ),
  /** Who may edit the team's templates. Every agent has personal ones. */
  templateEditors: v.picklist(['everyone', 'admins']),
  /** How long a resolved conversation stays in agents' copies after its last change. */
  copyKeptMs: v.optional(between(DAY, 3_650 * DAY), 90 * DAY),
})
export type TeamSettings = v.InferOutput<typeof teamSettings>

/** The team as its agents see it. */
export const team = v.object({
  id,
  name,
  settings: teamSettings,
  /** Left out if the team has had none, and by servers without integrations. */
  integrations: v.optional(v.array(toldIntegration)),
})
export type Team = v.InferOutput<typeof team>

/** `team:change`, for admins. Fields that are left out keep their values. */
export const changeTeam = v.strictObject({
  ...v.partial(teamSettings).entries,
  notices: v.optional(v.strictObject(v.partial(notices).entries)),
  /** Replaces all phrases of each language given. An empty language goes back to Baton's own phrases. */
  aiWords: v.optional(ownAiWords),
  attachments: v.optional(v.strictObject(attachmentLimits.entries)),
})
export type ChangeTeam = v.InferOutput<typeof changeTeam>

/** Parses a change as the server would; null if a value is out of its limits. */
export function readChange(change: unknown): ChangeTeam | null {
  const read = v.safeParse(changeTeam, change)
  return read.success ? read.output : null
}

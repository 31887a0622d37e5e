import * as v from 'valibot'
import { outgoingTrouble } from './outgoing.ts'
import { id, name } from './primitives.ts'

// The team's own model: who answers for the AI agent, at which endpoint, and how much it may cost (docs/ai.md).

const between = (least: number, most: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))

/** Who makes the AI agent's answers: the one that needs nothing, the team's model, or a bot that is asked by its webhook. */
export const makerChoice = v.picklist(['embedded', 'model', 'webhook'])
export type MakerChoice = v.InferOutput<typeof makerChoice>

/** What happens to a customer's question once the month's tokens are used up. */
export const overBudget = v.picklist(['embedded', 'human'])
export type OverBudget = v.InferOutput<typeof overBudget>

/** Longest address and name of a model, and longest key, in letters. */
const ADDRESS_LETTERS_MAX = 500
const MODEL_LETTERS_MAX = 200
const KEY_LETTERS_MAX = 500

/** Limits of what may be set: milliseconds, and tokens. */
export const MODEL_LIMITS = {
  firstTokenMs: { least: 1_000, most: 110_000 },
  idleMs: { least: 1_000, most: 110_000 },
  tokensPerMonth: { least: 1_000, most: 1_000_000_000_000 },
  tokensPerTurn: { least: 4_000, most: 1_000_000 },
} as const

const limited = ({ least, most }: { least: number; most: number }) => between(least, most)

/** An http(s) address without credentials, query and fragment; a slash at the end is dropped. */
export const modelUrl = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(ADDRESS_LETTERS_MAX),
  v.check((text) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
    const { username, password, search, hash } = new URL(text)
    return username === '' && password === '' && search === '' && hash === ''
  }, 'must be an address such as https://api.example.com/v1'),
  v.transform((text) => text.replace(/\/+$/, '')),
)

const modelName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MODEL_LETTERS_MAX))
/** Goes into a header. */
const modelKey = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(KEY_LETTERS_MAX),
  v.regex(/^[\u0021-\u007e]+$/),
)

/** The part of the setting that is told as it was set. */
const told = {
  maker: makerChoice,
  /** Null: no limit. */
  tokensPerMonth: v.nullable(limited(MODEL_LIMITS.tokensPerMonth)),
  /** Of a question with everything that is sent beside it, and its answer. */
  tokensPerTurn: limited(MODEL_LIMITS.tokensPerTurn),
  overBudget,
  firstTokenMs: limited(MODEL_LIMITS.firstTokenMs),
  idleMs: limited(MODEL_LIMITS.idleMs),
}

/** The team's model as admins see it. */
export const modelSetting = v.object({
  ...told,
  /** The team's own; null where the operator's stands, if there is one. The key itself is never sent back. */
  endpoint: v.nullable(
    v.object({
      url: v.string(),
      model: v.string(),
      key: v.nullable(v.object({ ending: v.string() })),
    }),
  ),
  /** What the operator has set for teams without an endpoint of their own; null where that is nothing. */
  operators: v.nullable(
    v.object({
      url: v.string(),
      model: v.string(),
      hasKey: v.boolean(),
      /** What a team may use of it in a month, whatever the team has set; not told by older servers. */
      tokensPerMonth: v.optional(v.number()),
    }),
  ),
  /** The integration whose bot answers by its webhook; null where none is chosen. */
  botId: v.nullable(id),
  /** Those that can be chosen: bots with a webhook. */
  bots: v.array(v.object({ id, name })),
  /** Counted since the first of the month, UTC. */
  used: v.object({ tokens: v.number(), answers: v.number() }),
})
export type ModelSetting = v.InferOutput<typeof modelSetting>

/** `model:read`, by admins. */
export const readModel = v.strictObject({})

/**
 * `model:set`, by admins. Fields that are left out keep their values. An `endpoint` of null goes back to the operator's.
 * A `key` of null is forgotten. A key stays with the server it was given for: an endpoint elsewhere without a key forgets
 * it. `invalid` when the model is to answer and there is no endpoint, for a key without one, and when a bot is to answer
 * that is none or has no webhook. `not-found` for a bot that is not the team's.
 */
export const setModel = v.strictObject({
  id,
  ...v.partial(v.object(told)).entries,
  endpoint: v.optional(v.nullable(v.strictObject({ url: modelUrl, model: modelName }))),
  key: v.optional(v.nullable(modelKey)),
  botId: v.optional(v.nullable(id)),
})
export type SetModel = v.InferOutput<typeof setModel>

/** Parses a change as the server would, without the id of the request; null if a value is out of its limits. */
export function readModelChange(change: object): Omit<SetModel, 'id'> | null {
  const read = v.safeParse(v.omit(setModel, ['id']), change)
  return read.success ? read.output : null
}

/** What a model's endpoint may do instead of answering. */
export const modelTroubleKind = v.picklist([
  ...outgoingTrouble.options,
  /** There is none. */
  'no-endpoint',
  /** The stored key cannot be read any more. */
  'key-lost',
  'bad-key',
  'no-credit',
  /** Nothing at this address, or no such model. */
  'not-found',
  /** It does not want the request. */
  'refused',
  'rate-limited',
  'server-error',
  'no-first-token',
  'went-silent',
  'malformed',
  'empty',
  /** It would not stop, or there is no room for the question. */
  'too-much',
  /** It answered as if it had not been asked for that. */
  'not-supported',
])
export type ModelTroubleKind = v.InferOutput<typeof modelTroubleKind>

/** Longest that a test takes, in ms: the admin waits for it. */
export const MODEL_TEST_MS = 25_000

/**
 * `model:test`, by admins: asks the endpoint as it is set. Its tokens are counted. `rate-limited` while another test runs, and
 * where the month has too few tokens of the operator's left for it.
 */
export const testModel = v.strictObject({})

/** `detail` is the endpoint's own words; empty where it said nothing. */
const tried = v.object({
  trouble: v.nullable(modelTroubleKind),
  detail: v.string(),
})

/** What an endpoint can do: whatever has no trouble. Times are in milliseconds, null where nothing came. */
export const modelTested = v.object({
  stream: tried,
  tools: tried,
  json: tried,
  embeddings: tried,
  firstTokenMs: v.nullable(v.number()),
  wholeMs: v.nullable(v.number()),
})
export type ModelTested = v.InferOutput<typeof modelTested>

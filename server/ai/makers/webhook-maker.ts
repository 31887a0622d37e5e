import type { OutgoingTrouble } from '@baton/protocol/outgoing.ts'
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import type { Database } from '../../database/schema.ts'
import { hasNul } from '../../edge/parse-body.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import { CannotOpen } from '../../ground/sealing.ts'
import { toHandoff } from '../../integrations/mirror/to-handoff.ts'
import { card } from '../../integrations/v1/api-schemas.ts'
import { webhookOfBot } from '../../integrations/webhooks/answering-bots.ts'
import {
  postSigned,
  readRetryAfter,
  type SignedDeps,
} from '../../integrations/webhooks/post-signed.ts'
import { OutgoingError } from '../../outgoing/outgoing-error.ts'
import { MakerFailed, type ReplyMaker } from '../reply-maker.ts'
import type { Turn } from '../turn.ts'

/** More than any message and card hold, as JSON. */
const ANSWER_BYTES_MAX = 256 * 1024
const CONNECT_MS = 5_000

/** For the handoff's card, after "AI could not make an answer: ". */
const WHY: Record<OutgoingTrouble, string> = {
  'address-invalid': 'the bot’s address is none',
  'address-private': 'the bot’s address is not allowed on this server',
  'needs-https': 'the bot’s address is not allowed on this server',
  'name-unknown': 'the bot’s address leads nowhere',
  certificate: 'the bot’s certificate does not hold',
  'not-http': 'the bot’s address does not speak HTTP',
  'too-slow': 'the bot did not answer in time',
  'too-large': 'the bot would not stop',
  'cut-off': 'the bot’s answer broke off',
  unreachable: 'the bot is out of reach',
  redirected: 'the bot’s address leads elsewhere',
}

const said = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ text: v.optional(v.string(), ''), handoff: v.optional(card) }),
)

interface Deps extends SignedDeps {
  db: Kysely<Database>
  clock: Clock
  ids: Ids
  /** How long an answer may take, in ms. */
  answerMs: number
}

/** The team's bot, asked by its webhook, as a maker of replies. Whatever it fails at is thrown as `MakerFailed`. */
export function webhookMaker(deps: Deps, botId: string | null): ReplyMaker {
  return {
    async *reply(turn, signal) {
      const { text, handoff } = readAnswer(await ask(deps, botId, turn, signal))
      if (text.trim() === '' && !handoff) throw new MakerFailed('the bot said nothing')
      yield { kind: 'text', text }
      if (handoff) yield { kind: 'handoff', handoff: toHandoff(handoff) }
    },
  }
}

async function ask(
  deps: Deps,
  botId: string | null,
  turn: Turn,
  signal: AbortSignal,
): Promise<string> {
  const { db, clock, ids, answerMs } = deps
  const webhook = await webhookOfBot(db, turn.teamId, botId)
  if (!webhook) throw new MakerFailed('the bot has no webhook any more', { isPassing: false })
  const [id, at] = [ids.next(), clock()]
  const body = JSON.stringify(toBody(turn, { id, at }))
  const limits = {
    ...{ connectMs: CONNECT_MS, headersMs: answerMs, idleMs: answerMs, wholeMs: answerMs },
    maxBytes: ANSWER_BYTES_MAX,
  }
  try {
    const response = await postSigned(deps, webhook, { id, at, body }, limits, signal)
    const { ok, status, headers } = response
    if (ok) return await response.text()
    await response.body?.cancel()
    throw new MakerFailed(`the bot’s server answered ${status}`, {
      isPassing: status >= 500 || status === 408 || status === 429,
      retryAfterMs: readRetryAfter(headers.get('retry-after'), at) ?? 0,
    })
  } catch (error) {
    if (error instanceof OutgoingError) throw new MakerFailed(WHY[error.trouble], { cause: error })
    if (!(error instanceof CannotOpen)) throw error
    const why = 'the webhook’s secret cannot be read any more'
    throw new MakerFailed(why, { isPassing: false, cause: error })
  }
}

function toBody(turn: Turn, about: { id: string; at: number }) {
  const { conversationId, customerName: name, language, context, messages, note } = turn
  return {
    id: about.id,
    type: 'turn',
    at: about.at,
    conversation_id: conversationId,
    customer: { name, language, context },
    messages,
    note,
  }
}

function readAnswer(body: string): v.InferOutput<typeof said> {
  const read = v.safeParse(said, body)
  if (!read.success || hasNul(read.output))
    throw new MakerFailed('the bot’s answer could not be read')
  return read.output
}

import type { AnswerSource, MessageDetails } from '@baton/protocol/message.ts'
import type { TeamWrite } from '../../changes/team-write.ts'
import {
  addMessage,
  editConversation,
  saveEdit,
  type ConversationEdit,
} from '../../conversations/conversation-edit.ts'
import { oweAnswer } from '../../conversations/handoff/owed-answer.ts'
import { reopen } from '../../conversations/messages/customer-messages.ts'
import { sha256 } from '../../ground/clock.ts'
import type { ConversationRow } from '../../database/schema.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import { messageResult, type MessageResult, type NewMirrored } from '../v1/api-schemas.ts'
import { findMirrored, mayBotReply, stateOf } from './find-mirrored.ts'
import { firstAnswers, keepAnswers, type NewAnswer } from './first-answers.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'

type StoreDeps = Pick<MirrorDeps, 'ids' | 'words'>

/**
 * Stores what was said elsewhere, in one transaction, each judged by itself and in order. A customer's words are always
 * stored. Words of the bot are, while the conversation is the bot's under the epoch that they name; otherwise they are
 * refused, and so is their id for ever. Throws `not-found`, and `not_allowed` for a bot's words where Baton's own AI
 * answers.
 */
export function postMessages(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
  messages: readonly NewMirrored[],
): Promise<MessageResult[]> {
  return writeAs(deps, integration, async (write) => {
    const row = await findMirrored(write.trx, integration, ref)
    return storeMessages(write, deps, row, messages)
  })
}

/** Whether words are `asked` for before the customer sees them, or a transcript of what they have `seen`. */
type Manner = 'asked' | 'seen'

/** The same in a write. In a transcript is what was stored when it was asked for, too, and no epoch is named. */
export async function storeMessages(
  write: TeamWrite,
  deps: StoreDeps,
  row: ConversationRow,
  messages: readonly NewMirrored[],
  manner: Manner = 'asked',
): Promise<MessageResult[]> {
  if (row.botId === null && messages.some(({ from }) => from === 'ai')) {
    throw new ApiRefused('not_allowed')
  }
  if (messages.length === 0) return []
  const named = messages.map(({ id }) => id)
  const known = await firstAnswers(write, row.id, 'message', named, messageResult)
  const edit = editConversation(row)
  const fresh: NewAnswer<MessageResult>[] = []
  const results: MessageResult[] = []
  for (const message of messages) {
    const shown = message.from === 'ai' && message.shown === true
    const fingerprint = fingerprintOf(message, shown)
    const first = known.get(message.id)
    if (first) {
      const same = [fingerprint, ...(manner === 'seen' ? [fingerprintOf(message, false)] : [])]
      const isSame = same.includes(first.fingerprint)
      const { id } = message
      results.push(isSame ? first.result : { id, status: 'refused', code: 'id_reused' })
      continue
    }
    const answer = { ...(await judge(write, deps, edit, message, manner)), fingerprint }
    known.set(message.id, answer)
    fresh.push(answer)
    results.push(answer.result)
  }
  if (edit.messages.length > 0) await saveEdit(write, edit)
  await keepAnswers(write, row.id, 'message', fresh)
  return results
}

/** The conditions of a write, as its epoch, are no part of what it says. */
function fingerprintOf({ from, text }: NewMirrored, shown: boolean): string {
  return sha256(JSON.stringify([from, text, shown]))
}

async function judge(
  write: TeamWrite,
  { ids, words }: StoreDeps,
  edit: ConversationEdit,
  message: NewMirrored,
  manner: Manner,
): Promise<Omit<NewAnswer<MessageResult>, 'fingerprint'>> {
  const { row } = edit
  const { id: externalId } = message
  const isLate =
    message.from === 'ai' && !mayBotReply(row, manner === 'seen' ? row.epoch : message.epoch)
  if (message.from === 'customer') reopen(row, write.now)
  else if (isLate && message.shown !== true) {
    const { owner, epoch } = await stateOf(write.trx, row)
    const result = { id: externalId, status: 'refused', code: 'not_yours', owner, epoch } as const
    return { externalId, result, messageId: null, shown: false }
  }
  const told = message.from === 'ai' ? words.idOf(row.id, externalId) : undefined
  const messageId = told ?? ids.next()
  const at = Math.min(message.at ?? write.now, write.now)
  const details = detailsOf(message, isLate)
  const { seq } = addMessage(write, edit, {
    id: messageId,
    author: { kind: message.from },
    text: message.text,
    at,
    ...(details && { details }),
  })
  // The list goes by when it came.
  row.updatedAt = write.now
  if (message.from === 'customer') oweAnswer(row, seq, write.now)
  return { externalId, result: { id: externalId, status: 'stored', seq }, messageId, shown: isLate }
}

/** Sources are told in panels with links, which the schema has seen to be addresses of the web. */
function detailsOf(message: NewMirrored, isLate: boolean): MessageDetails | null {
  if (message.from === 'customer') return null
  const { confidence, sources = [] } = message
  const details: MessageDetails = {
    ...(isLate && { shown: true }),
    ...(confidence !== undefined && { confidence }),
    ...(sources.length > 0 && { sources: sources.map(toSource) }),
  }
  return Object.keys(details).length > 0 ? details : null
}

function toSource({ title, url }: { title: string; url?: string | undefined }): AnswerSource {
  return url === undefined ? { title } : { title, url }
}

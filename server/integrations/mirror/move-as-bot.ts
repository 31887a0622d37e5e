import type { TeamWrite } from '../../changes/team-write.ts'
import { applyMove } from '../../conversations/apply-move.ts'
import { addNotice, editConversation, saveEdit } from '../../conversations/conversation-edit.ts'
import { takeBack } from '../../conversations/make-undoable.ts'
import { stopWaiting } from '../../conversations/take-back-human.ts'
import { toldOf } from '../../conversations/undoable-move.ts'
import type { ConversationRow } from '../../database/schema.ts'
import { sha256, type Ids } from '../../ground/clock.ts'
import { Refused } from '../../ground/refused.ts'
import type { IntegrationActor } from '../find-key.ts'
import { findIntegration } from '../read-integrations.ts'
import { ApiRefused } from '../v1/api-error.ts'
import {
  handoffResult,
  type Card,
  type ConversationState,
  type HandoffResult,
  type PostHandoff,
  type PostResolve,
} from '../v1/api-schemas.ts'
import { findMirrored, stateOf } from './find-mirrored.ts'
import { firstAnswers, keepAnswers } from './first-answers.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'
import { toHandoff } from './to-handoff.ts'

/**
 * The bot wants a human. One that is wanted already gets the new card; while a human has the conversation nothing
 * changes. Throws `wrong-state` for one that is resolved, and `id_reused`.
 */
export function handOff(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
  asked: PostHandoff,
): Promise<HandoffResult> {
  return writeAs(deps, integration, async (write) =>
    storeHandoff(write, deps.ids, await findBots(write, integration, ref), asked),
  )
}

/** The same in a write. */
export async function storeHandoff(
  write: TeamWrite,
  ids: Ids,
  row: ConversationRow,
  { id, card }: PostHandoff,
): Promise<HandoffResult> {
  const fingerprint = sha256(JSON.stringify(card))
  const known = await firstAnswers(write, row.id, 'handoff', [id], handoffResult)
  const first = known.get(id)
  if (first && first.fingerprint !== fingerprint) throw new ApiRefused('id_reused')
  if (first) return first.result
  const state = await wantHuman(write, ids, row, card)
  const result = { state, epoch: row.epoch }
  const answer = { externalId: id, fingerprint, result, messageId: null, shown: false }
  await keepAnswers(write, row.id, 'handoff', [answer])
  return result
}

async function wantHuman(
  write: TeamWrite,
  ids: Ids,
  row: ConversationRow,
  card: Card,
): Promise<HandoffResult['state']> {
  const edit = editConversation(row)
  // As far as bot and customer know, whoever they waited for or wrote with is still there: then that is so.
  takeBack(row, { kind: 'customer' }, row.epoch, write.now)
  if (row.state === 'resolved') throw new Refused('wrong-state')
  if (row.state === 'human') {
    if (row.epoch !== edit.before?.epoch) await saveEdit(write, edit)
    return 'human'
  }
  if (row.state === 'ai') {
    const refusal = applyMove(row, { kind: 'ask-human' }, { kind: 'bot' }, row.epoch, write.now)
    if (refusal) throw new Refused(refusal)
    addNotice(write, edit, { id: ids.next(), event: 'human-asked' })
  }
  row.handoff = JSON.stringify(toHandoff(card))
  await saveEdit(write, edit)
  return 'waiting'
}

/** No human is wanted any more. Throws `wrong-state` once one has the conversation. */
export function giveUpHandoff(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
): Promise<ConversationState> {
  return writeAs(deps, integration, async (write) => {
    const row = await findBots(write, integration, ref)
    if (toldOf(row).state === 'human') throw new Refused('wrong-state')
    await stopWaiting(write, deps.ids, row, { id: deps.ids.next() })
    return stateOf(write.trx, row)
  })
}

/** The bot is done, until the customer writes again. Throws `not_yours` unless the conversation is the bot's. */
export function resolveAsBot(
  deps: MirrorDeps,
  integration: IntegrationActor,
  ref: string,
  { epoch }: PostResolve,
): Promise<ConversationState> {
  return writeAs(deps, integration, async (write) => {
    const row = await findBots(write, integration, ref)
    const told = await stateOf(write.trx, row)
    // Asked again after its answer was lost.
    if (told.state === 'resolved' && row.epoch === epoch + 1) return told
    const edit = editConversation(row)
    const isTold = row.undoable === null
    const refusal = isTold
      ? applyMove(row, { kind: 'resolve' }, { kind: 'bot' }, epoch, write.now)
      : 'wrong-state'
    if (refusal) {
      throw new ApiRefused('not_yours', { detail: { owner: told.owner, epoch: told.epoch } })
    }
    const { name } = await findIntegration(write.trx, write.teamId, integration.integrationId)
    addNotice(write, edit, { id: deps.ids.next(), event: 'resolved', name })
    await saveEdit(write, edit)
    return stateOf(write.trx, row)
  })
}

/** A conversation that the integration's own bot answers in. */
async function findBots(
  { trx }: TeamWrite,
  integration: IntegrationActor,
  ref: string,
): Promise<ConversationRow> {
  const row = await findMirrored(trx, integration, ref)
  if (row.botId !== integration.integrationId) throw new ApiRefused('not_allowed')
  return row
}

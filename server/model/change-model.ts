import type { Done } from '@baton/protocol/errors.ts'
import type { SetModel } from '@baton/protocol/model.ts'
import type { Kysely } from 'kysely'
import { done, keptAsEdit, once } from '../changes/once.ts'
import type { TeamLog } from '../changes/team-log.ts'
import type { Database } from '../database/schema.ts'
import type { OperatorsModel } from '../edge/config.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import { Refused } from '../ground/refused.ts'
import type { Sealing } from '../ground/sealing.ts'
import { findIntegration } from '../integrations/read-integrations.ts'
import { webhookOfBot } from '../integrations/webhooks/answering-bots.ts'
import { readStoredModel, sealKey, type StoredModel } from './stored-model.ts'

const ENDING_LENGTH = 4
/** A key this short is not told from its ending. */
const SHORT_KEY = 12

interface Deps {
  db: Kysely<Database>
  log: TeamLog
  sealing: Sealing
  operators: OperatorsModel | null
}

/**
 * Changes what is given and leaves the rest. Throws `forbidden` unless the agent is an admin, and `invalid` when the model
 * is to answer and there is no endpoint, a key is given without one, or a bot is to answer that has no webhook. Throws
 * `not-found` for a bot that is not the team's.
 */
export function changeModel(deps: Deps, agent: AgentActor, change: SetModel): Promise<Done> {
  const { teamId } = agent
  const { id, ...content } = change
  const request = { teamId, id, content: [agent.id, 'set-model', content] }
  return once(deps, request, keptAsEdit(done), async (write) => {
    checkAdmin(agent)
    const before = await readStoredModel(write.trx, teamId)
    const after: StoredModel = {
      teamId,
      maker: change.maker ?? before.maker,
      tokensPerMonth:
        change.tokensPerMonth === undefined ? before.tokensPerMonth : change.tokensPerMonth,
      tokensPerTurn: change.tokensPerTurn ?? before.tokensPerTurn,
      overBudget: change.overBudget ?? before.overBudget,
      firstTokenMs: change.firstTokenMs ?? before.firstTokenMs,
      idleMs: change.idleMs ?? before.idleMs,
      botId: change.botId === undefined ? before.botId : change.botId,
      ...endpointColumns(deps.sealing, before, change),
    }
    const hasEndpoint = after.url !== null || deps.operators !== null
    if (after.maker === 'model' && !hasEndpoint) throw new Refused('invalid')
    if (change.botId) await findIntegration(write.trx, teamId, change.botId)
    const webhook = await webhookOfBot(write.trx, teamId, after.botId)
    if (after.maker === 'webhook' && !webhook) throw new Refused('invalid')
    await write.trx
      .insertInto('models')
      .values(after)
      .onConflict((conflict) => conflict.column('teamId').doUpdateSet(after))
      .execute()
    write.acts.push({
      what: 'model:set',
      subject: { kind: 'team', id: teamId },
      details: { settings: Object.keys(content) },
    })
    return {}
  })
}

type EndpointColumns = Pick<StoredModel, 'url' | 'model' | 'apiKey' | 'keyEnding'>

function endpointColumns(
  sealing: Sealing,
  before: StoredModel,
  { endpoint, key }: SetModel,
): EndpointColumns {
  const { url, model } = endpoint === undefined ? before : (endpoint ?? { url: null, model: null })
  if (url === null && key) throw new Refused('invalid')
  if (key) {
    const keyEnding = key.length < SHORT_KEY ? '' : key.slice(-ENDING_LENGTH)
    return { url, model, apiKey: sealKey(sealing, before.teamId, key), keyEnding }
  }
  // Whoever may set the address may not have the key sent there.
  const isElsewhere = url === null || originOf(url) !== originOf(before.url)
  if (key === null || isElsewhere) return { url, model, apiKey: null, keyEnding: null }
  return { url, model, apiKey: before.apiKey, keyEnding: before.keyEnding }
}

function originOf(url: string | null): string | null {
  return url === null ? null : new URL(url).origin
}

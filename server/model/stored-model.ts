import type { ModelSetting } from '@baton/protocol/model.ts'
import type { Kysely, Selectable } from 'kysely'
import type { ModelTable } from '../database/model-tables.ts'
import type { Database } from '../database/schema.ts'
import type { OperatorsModel } from '../edge/config.ts'
import { CannotOpen, type Sealing } from '../ground/sealing.ts'
import type { Endpoint } from './endpoint.ts'
import { ModelTrouble } from './model-trouble.ts'

/** What a team has set about its model, as it is stored. */
export type StoredModel = Selectable<ModelTable>

const DEFAULTS: Omit<StoredModel, 'teamId'> = {
  maker: 'embedded',
  url: null,
  model: null,
  apiKey: null,
  keyEnding: null,
  tokensPerMonth: 10_000_000,
  tokensPerTurn: 16_000,
  overBudget: 'embedded',
  firstTokenMs: 20_000,
  idleMs: 15_000,
  botId: null,
}

/** What a team has set about its model, or the defaults. */
export async function readStoredModel(db: Kysely<Database>, teamId: string): Promise<StoredModel> {
  const row = await db
    .selectFrom('models')
    .selectAll()
    .where('teamId', '=', teamId)
    .executeTakeFirst()
  return row ?? { teamId, ...DEFAULTS }
}

/** The team's own endpoint as it may be told: without the key. */
export function toldEndpoint({ url, model, keyEnding }: StoredModel): ModelSetting['endpoint'] {
  if (url === null || model === null) return null
  return { url, model, key: keyEnding === null ? null : { ending: keyEnding } }
}

/**
 * Where a team's model is asked: at its own endpoint, otherwise at the operator's, whose key goes nowhere else. Throws
 * `ModelTrouble` when there is neither, or the key cannot be read.
 */
export function endpointOf(
  { sealing, operators }: { sealing: Sealing; operators: OperatorsModel | null },
  { teamId, url, model, apiKey }: StoredModel,
): Endpoint {
  if (url !== null && model !== null) {
    return { baseUrl: url, model, apiKey: apiKey && openKey(sealing, teamId, apiKey) }
  }
  if (operators === null) throw new ModelTrouble('no-endpoint')
  return { baseUrl: operators.url, model: operators.model, apiKey: operators.key }
}

/** What a month may take of the operator's model, in tokens; null where a team has an endpoint of its own. */
export function operatorsMost(
  operators: OperatorsModel | null,
  { url, model }: Pick<StoredModel, 'url' | 'model'>,
): number | null {
  const isOwn = url !== null && model !== null
  return isOwn ? null : (operators?.tokensPerMonth ?? null)
}

/** What a month may take, in tokens: as the team has set it, at most what the operator has; null without a limit. */
export function tokensAMonth(operators: OperatorsModel | null, stored: StoredModel): number | null {
  const most = operatorsMost(operators, stored)
  const { tokensPerMonth } = stored
  if (most === null || tokensPerMonth === null) return most ?? tokensPerMonth
  return Math.min(most, tokensPerMonth)
}

/** The key as it is stored. */
export function sealKey(sealing: Sealing, teamId: string, key: string): string {
  return sealing.seal({ purpose: 'model-key', rowId: teamId }, key)
}

function openKey(sealing: Sealing, teamId: string, sealed: string): string {
  try {
    return sealing.open({ purpose: 'model-key', rowId: teamId }, sealed)
  } catch (error) {
    if (error instanceof CannotOpen) throw new ModelTrouble('key-lost', error.message)
    throw error
  }
}

import type { Kysely } from 'kysely'
import type { Database } from '../../database/schema.ts'
import type { Config } from '../../edge/config.ts'
import type { Clock, Ids } from '../../ground/clock.ts'
import type { Sealing } from '../../ground/sealing.ts'
import type { Timing } from '../../ground/timing.ts'
import { modelFetch } from '../../model/model-fetch.ts'
import { ModelTrouble } from '../../model/model-trouble.ts'
import { endpointOf, readStoredModel, tokensAMonth } from '../../model/stored-model.ts'
import { reserveTokens } from '../../model/token-budget.ts'
import type { Outgoing } from '../../outgoing/outgoing.ts'
import type { FindSections } from '../knowledge/find-sections.ts'
import type { MakerFor } from '../reply-maker.ts'
import { modelMaker } from './model/model-maker.ts'
import { whyFailed } from './model/why-failed.ts'
import { webhookMaker } from './webhook-maker.ts'

interface Deps {
  db: Kysely<Database>
  clock: Clock
  ids: Ids
  timing: Pick<Timing, 'botAnswer'>
  config: Pick<Config, 'model'>
  sealing: Sealing
  outgoing: Outgoing
  findSections: FindSections
  /** Of teams that have chosen nothing else. */
  embedded: MakerFor
}

/** The maker that a team has chosen. Throws `MakerFailed` when it is not set up as it has to be. */
export function chooseMaker(deps: Deps): MakerFor {
  const { db, clock, config, sealing, outgoing, findSections } = deps
  /** Until when a team's endpoint is asked without tools, by team. */
  const toolless = new Map<string, { at: string; until: number }>()

  function toollessAt(teamId: string, at: string): { until: number } {
    const known = toolless.get(teamId)
    if (known?.at === at) return known
    const fresh = { at, until: 0 }
    toolless.set(teamId, fresh)
    return fresh
  }

  return async (teamId) => {
    const stored = await readStoredModel(db, teamId)
    const embedded = await deps.embedded(teamId)
    if (stored.maker === 'embedded') return embedded
    if (stored.maker === 'webhook') {
      return webhookMaker({ ...deps, answerMs: deps.timing.botAnswer }, stored.botId)
    }
    const { tokensPerTurn, overBudget } = stored
    const perMonth = tokensAMonth(config.model, stored)
    const times = { firstToken: stored.firstTokenMs, idle: stored.idleMs }
    try {
      const endpoint = endpointOf({ sealing, operators: config.model }, stored)
      return modelMaker({
        endpoint,
        fetch: modelFetch(outgoing, times),
        times,
        findSections,
        tokensPerTurn,
        reserve: (tokens) => reserveTokens({ db, clock }, teamId, tokens, perMonth),
        overBudget,
        embedded,
        tools: {},
        clock,
        toolless: toollessAt(teamId, `${endpoint.baseUrl} ${endpoint.model}`),
      })
    } catch (error) {
      throw error instanceof ModelTrouble ? whyFailed(error) : error
    }
  }
}

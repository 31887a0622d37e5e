import type { ModelSetting, ModelTested } from '@baton/protocol/model.ts'
import type { Kysely } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { Config } from '../edge/config.ts'
import type { Feature } from '../feature/feature.ts'
import type { AgentActor } from '../ground/actors.ts'
import { checkAdmin } from '../ground/check-admin.ts'
import type { Clock } from '../ground/clock.ts'
import { Refused } from '../ground/refused.ts'
import type { Sealing } from '../ground/sealing.ts'
import { answeringBots } from '../integrations/webhooks/answering-bots.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'
import { changeModel } from './change-model.ts'
import { operatorsMost, readStoredModel, toldEndpoint } from './stored-model.ts'
import { TEST_TOKENS, tryModel } from './try-model.ts'
import { reserveTokens, usedThisMonth } from './token-budget.ts'

interface Deps {
  db: Kysely<Database>
  clock: Clock
  config: Pick<Config, 'model'>
  sealing: Sealing
  outgoing: Outgoing
}

/** The team's own model: the one setting for everything that needs a model. */
export function modelFeature({ db, clock, config, sealing, outgoing }: Deps) {
  const operators = config.model
  /** Teams whose endpoint is being tried. */
  const trying = new Set<string>()

  async function readSetting(agent: AgentActor): Promise<ModelSetting> {
    checkAdmin(agent)
    const stored = await readStoredModel(db, agent.teamId)
    const { maker, tokensPerMonth, tokensPerTurn, overBudget, firstTokenMs, idleMs } = stored
    return {
      maker,
      tokensPerMonth,
      tokensPerTurn,
      overBudget,
      firstTokenMs,
      idleMs,
      endpoint: toldEndpoint(stored),
      operators: operators && {
        url: operators.url,
        model: operators.model,
        hasKey: operators.key !== null,
        tokensPerMonth: operators.tokensPerMonth,
      },
      botId: stored.botId,
      bots: await answeringBots(db, agent.teamId),
      used: await usedThisMonth({ db, clock }, agent.teamId),
    }
  }

  /** A team's own limit is no reason not to test what it has set; the operator's is. */
  async function tryCounted(teamId: string): Promise<ModelTested> {
    const stored = await readStoredModel(db, teamId)
    const most = operatorsMost(operators, stored)
    const reserved = await reserveTokens({ db, clock }, teamId, TEST_TOKENS, most, 0)
    if (reserved === null) throw new Refused('rate-limited')
    let used = 0
    try {
      const onTokens = (tokens: number) => void (used += tokens)
      return await tryModel({ sealing, operators, outgoing, onTokens }, stored)
    } finally {
      await reserved.settle(used)
    }
  }

  return {
    agent: {
      'model:read': {
        reads: ({ actor }) => readSetting(actor),
      },
      'model:set': {
        writes: ({ actor, log }, body) => changeModel({ db, log, sealing, operators }, actor, body),
      },
      'model:test': {
        writes: async ({ actor, log }) => {
          const { teamId } = actor
          await log.write(teamId, (write) => {
            checkAdmin(actor)
            if (trying.has(teamId)) throw new Refused('rate-limited')
            write.acts.push({ what: 'model:tested', subject: { kind: 'team', id: teamId } })
            return Promise.resolve()
          })
          trying.add(teamId)
          try {
            return await tryCounted(teamId)
          } finally {
            trying.delete(teamId)
          }
        },
      },
    },
  } satisfies Feature
}

// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { agentAnswers } from '@baton/protocol/agent-answers.ts'
import { agentRequests, type AgentRequest } from '@baton/protocol/agent-requests.ts'
import type { customerAnswers } from '@baton/protocol/customer-answers.ts'
import { customerRequests, type CustomerRequest } from '@baton/protocol/customer-requests.ts'
import type { AgentToServer, CustomerToServer } from '@baton/protocol/events.ts'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { PanelAsks } from '../../messaging/requests.ts'
import type { AgentHandlers } from '../../server/feature/agent-handlers.ts'
import type { CustomerHandlers } from '../../server/feature/customer-handlers.ts'
import { ROOT, sourceFiles } from './source-files.ts'

// The contract is written once: a body in one table, its answer in the table beside it, its handler at the server.

describe('a request that is in the table of bodies alone does not compile', () => {
  test('without its answer', () => {
    type Lacking = Omit<typeof agentAnswers, 'conversation:tag'>
    expectTypeOf<Lacking>().not.toExtend<Record<AgentRequest, unknown>>()
    expectTypeOf<typeof agentAnswers>().toExtend<Record<AgentRequest, unknown>>()
    type CustomersLacking = Omit<typeof customerAnswers, 'human:ask'>
    expectTypeOf<CustomersLacking>().not.toExtend<Record<CustomerRequest, unknown>>()
    expectTypeOf<typeof customerAnswers>().toExtend<Record<CustomerRequest, unknown>>()
  })

  test('without its handler, or with another’s', () => {
    type Lacking = Omit<AgentHandlers, 'conversation:tag'>
    expectTypeOf<Lacking>().not.toExtend<AgentHandlers>()
    type Wrong = Lacking & Record<'conversation:tag', AgentHandlers['customer:edit']>
    expectTypeOf<Wrong>().not.toExtend<AgentHandlers>()
    expectTypeOf<Omit<CustomerHandlers, 'human:ask'>>().not.toExtend<CustomerHandlers>()
  })
})

test('the maps of events, and what a panel can ask, come of the tables', () => {
  expectTypeOf<keyof AgentToServer>().toEqualTypeOf<AgentRequest>()
  expectTypeOf<keyof CustomerToServer>().toEqualTypeOf<CustomerRequest>()
  type Tags = { conversationId: string; add: string[]; remove: string[] }
  expectTypeOf<PanelAsks['conversation:tag']['body']>().toEqualTypeOf<Tags>()
  expectTypeOf<PanelAsks['conversation:tag']['data']>().toEqualTypeOf<{ tags: string[] }>()
  // The outbox sends these.
  expectTypeOf<PanelAsks>().not.toHaveProperty('message:send')
})

describe('a request is listed in three files: its body, its answer, its handler', () => {
  /** Has entries of its own for what the background stores before a panel has it. */
  const STORED = ['entrypoints/background/answer-panel.ts', 'messaging/requests.ts']

  test.each([
    ['agent', Object.keys(agentRequests)],
    ['customer', Object.keys(customerRequests)],
  ])('of an %s', async (who, events) => {
    const other = who === 'agent' ? 'customer' : 'agent'
    const lists = await listsOf(events)
    for (const event of events) {
      const files = lists
        .filter(({ entries }) => entries.has(event))
        .map(({ path }) => path)
        .filter((path) => !STORED.includes(path) && !path.includes(`${other}-`))
      expect(files.slice(0, 2), event).toEqual([
        `protocol/${who}-answers.ts`,
        `protocol/${who}-requests.ts`,
      ])
      expect(files.slice(2), event).toEqual([expect.stringMatching(/^server\//)])
    }
  })
})

/** The production files that have entries named like these events. */
async function listsOf(events: readonly string[]) {
  const all = await sourceFiles(['.ts', '.vue'])
  const ours = all.filter((path) => !/\.test\.ts$|\/fake-|^(tests|bench|scripts)\//.test(path))
  return Promise.all(
    ours.map(async (path) => {
      const text = await readFile(join(ROOT, path), 'utf8')
      return { path, entries: new Set(events.filter((event) => text.includes(`'${event}':`))) }
    }),
  )
}

import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ChangesPage, Place, Row } from '@baton/protocol/changes.ts'
import { vi } from 'vitest'
import {
  connectAgent,
  connectCustomer,
  signIn,
  type AgentClient,
  type CustomerClient,
} from './clients.ts'
import { emailOf, makeTeam, PASSWORD } from '../../support/made-team.ts'
import type { Engine } from './databases.ts'
import { startServer, type TestServer } from './server.ts'

/** A server with a team of two agents and an admin, and whoever connects to it. */
export interface World {
  server: TestServer
  teamId: string
  ids: { rina: string; sari: string; dimas: string }
  agent(name: string): Promise<AgentClient>
  customer(known?: { id: string; token: string; identity?: string }): Promise<CustomerClient>
  end(): Promise<void>
}

export async function startWorld(
  engine: Engine,
  options: Parameters<typeof startServer>[1] = {},
): Promise<World> {
  const server = await startServer(engine, options)
  const { teamId, ids } = await makeTeam(server.app.services)
  const open: { disconnect(): unknown }[] = []
  return {
    server,
    teamId,
    ids,
    agent: async (name) => {
      const { token } = await signIn(server.url, emailOf(name), PASSWORD)
      if (token === null) throw new Error(`${name} could not sign in.`)
      const client = await connectAgent(server.url, token)
      open.push(client.socket)
      return client
    },
    customer: async (known) => {
      const client = await connectCustomer(server.url, 'nusa', known)
      open.push(client.socket)
      return client
    },
    end: async () => {
      for (const socket of open) socket.disconnect()
      await server.stop()
    },
  }
}

interface PullFrom {
  timeline: string | null
  after: number
  horizon?: number
  limit?: number
}
interface Pulled {
  rows: Row[]
  timeline: string
  rev: number
}

/** The last pull of each connection: a server makes one page at a time for it. */
const pulls = new WeakMap<AgentClient, Promise<unknown>>()

/** Everything of the team after a revision, in pages of `limit`. Those of one connection follow each other. */
export function pullAll(
  agent: AgentClient,
  from: PullFrom = { timeline: null, after: 0 },
): Promise<Pulled> {
  const before = pulls.get(agent) ?? Promise.resolve()
  const pulled = before.then(() => pullPages(agent, from))
  const settled = pulled.catch(() => undefined)
  pulls.set(agent, settled)
  return pulled
}

async function pullPages(agent: AgentClient, from: PullFrom): Promise<Pulled> {
  const rows: Row[] = []
  let { timeline, after } = from
  let place: Place | null = null
  for (;;) {
    const { horizon = 0, limit = 100 } = from
    const page: ChangesPage = await agent.ask('changes:pull', {
      timeline,
      after,
      place,
      horizon,
      limit,
    })
    rows.push(...page.rows)
    timeline = page.timeline
    place = page.place
    after = page.rev
    if (page.rev >= page.newest) return { rows, timeline, rev: page.rev }
  }
}

/** The newest state of the one conversation there is, as the agent's connection was told. */
export function toldConversation(agent: AgentClient): Conversation | undefined {
  const told = agent.changes.flatMap(({ rows }) =>
    rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : [])),
  )
  return told.at(-1)
}

/** Waits until the agent was told of a conversation that fits; answers it. */
export function untilConversation(
  agent: AgentClient,
  fits: (conversation: Conversation) => boolean,
): Promise<Conversation> {
  return until(() => {
    const conversation = toldConversation(agent)
    return conversation && fits(conversation) ? conversation : undefined
  })
}

/** Waits until there is something; fails after half a minute. */
export function until<T>(look: () => T | undefined): Promise<T> {
  return vi.waitFor(
    () => {
      const found = look()
      if (found === undefined) throw new Error('It has not happened.')
      return found
    },
    { timeout: 30_000, interval: 5 },
  )
}

/** The customer says hello, and the agent takes the conversation over. */
export async function takenOver(
  agent: AgentClient,
  customer: CustomerClient,
): Promise<Conversation> {
  await customer.says('Hello')
  const { id: conversationId, epoch } = await untilConversation(
    agent,
    ({ lastSeq }) => lastSeq === 2,
  )
  return await agent.takeOver({ id: conversationId, epoch })
}

import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Row } from '@baton/protocol/changes.ts'
import { v7 as newId } from 'uuid'
import { vi } from 'vitest'
import {
  connectAgent,
  connectCustomer,
  resultOf,
  signIn,
  type AgentClient,
  type CustomerClient,
} from './clients.ts'
import type { Engine } from './databases.ts'
import { startServer, type TestServer } from './server.ts'

export const PASSWORD = 'correct horse battery'

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
  const { teams } = server.app.services
  const { id: teamId } = await teams.createTeam({ slug: 'nusa', name: 'Nusa Goods' })
  const add = async (name: string, role: 'agent' | 'admin') => {
    const email = `${name.toLowerCase()}@nusa.example`
    return (await teams.addAgent(teamId, { name, email, password: PASSWORD, role })).id
  }
  const ids = {
    rina: await add('Rina', 'agent'),
    sari: await add('Sari', 'agent'),
    dimas: await add('Dimas', 'admin'),
  }
  const open: { disconnect(): unknown }[] = []
  return {
    server,
    teamId,
    ids,
    agent: async (name) => {
      const { token } = await signIn(server.url, `${name}@nusa.example`, PASSWORD)
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

/** Everything of the team after a revision, in pages of `limit`. */
export async function pullAll(
  { socket }: AgentClient,
  from: { timeline: string | null; after: number; horizon?: number; limit?: number } = {
    timeline: null,
    after: 0,
  },
): Promise<{ rows: Row[]; timeline: string; rev: number }> {
  const rows: Row[] = []
  let { timeline, after } = from
  for (;;) {
    const { horizon = 0, limit = 100 } = from
    const page = resultOf(
      await socket.emitWithAck('changes:pull', { timeline, after, horizon, limit }),
    )
    rows.push(...page.rows)
    timeline = page.timeline
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

/** Waits until there is something; fails after 5 s. */
export function until<T>(look: () => T | undefined): Promise<T> {
  return vi.waitFor(
    () => {
      const found = look()
      if (found === undefined) throw new Error('It has not happened.')
      return found
    },
    { timeout: 5_000, interval: 5 },
  )
}

/** The customer says hello, and the agent takes the conversation over. */
export async function takenOver(
  agent: AgentClient,
  customer: CustomerClient,
): Promise<Conversation> {
  resultOf(await customer.socket.emitWithAck('message:send', { id: newId(), text: 'Hello' }))
  const { id: conversationId, epoch } = await untilConversation(
    agent,
    ({ lastSeq }) => lastSeq === 2,
  )
  const move = { id: newId(), conversationId, epoch }
  return resultOf(await agent.socket.emitWithAck('conversation:take-over', move)).conversation
}

import { setTimeout } from 'node:timers/promises'
import { v7 as newId } from 'uuid'
import type { Conversation } from '@baton/protocol/conversation.ts'
import type { Moved } from '@baton/protocol/ownership.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import { describe, expect, test } from 'vitest'
import { ENGINES } from '../acceptance/support/databases.ts'
import { resultOf, type AgentClient } from '../acceptance/support/clients.ts'
import { ANSWER_MS, asCustomer } from './support/asking.ts'
import {
  checkOwnership,
  type Asked,
  type MoveCall,
  type Register,
} from './support/check-ownership.ts'
import { testDice } from './support/dice.ts'
import { expectSound, History, type Call } from './support/history.ts'
import { startLabServer } from './support/lab-server.ts'
import { SIZES } from './support/sizes.ts'
import { startTcpProxy } from './support/tcp-proxy.ts'
import { TeamView } from './support/team-view.ts'

// Fault 6: agents ask for the same conversation at the same moment, on two nodes where the engine lets two
// nodes share it, and now and then a line is cut so that nobody knows what came of it.

interface Move {
  asked: Asked
  to?: string
  epoch: number
}

function ask(
  agent: AgentClient,
  conversationId: string,
  { asked, to, epoch }: Move,
): Promise<Answer<Moved>> {
  const body = { id: newId(), conversationId, epoch }
  const line = agent.socket.timeout(ANSWER_MS)
  if (!agent.socket.connected) return Promise.reject(new Error('The line is down.'))
  switch (asked) {
    case 'take-over':
      return line.emitWithAck('conversation:take-over', body)
    case 'hand-over':
      return line.emitWithAck('conversation:hand-over', body)
    case 'resolve':
      return line.emitWithAck('conversation:resolve', body)
    case 'transfer':
      return line.emitWithAck('conversation:transfer', { ...body, toAgentId: to ?? '' })
  }
}

function toMoveCall({ who, body, invoked, returned, outcome }: Call<Move, Moved>): MoveCall {
  const call = { who, ...body, invoked, returned }
  if (outcome.status === 'unknown') return { ...call, answer: { status: 'unknown' } }
  if (outcome.status === 'ok') {
    const { state, ownerId, epoch } = outcome.value.conversation
    return { ...call, answer: { status: 'ok', now: { state, ownerId, epoch } } }
  }
  const { code, winner } = outcome.error
  const lost = code === 'already-taken' || code === 'stale-epoch'
  return {
    ...call,
    answer: lost ? { status: 'lost', winner: winner?.id ?? null } : { status: 'refused' },
  }
}

async function startNodes(engine: (typeof ENGINES)[number]) {
  const one = await startLabServer(engine)
  // A SQLite file has one server: there, both agents are on the same node.
  const two = engine === 'postgres' ? await startLabServer(engine, { address: one.address }) : one
  const proxy = await startTcpProxy(two.port)
  const through = `http://127.0.0.1:${proxy.port}`
  const rina = await one.agent('rina')
  let sari = await two.agent('sari', through)
  const [rinaId, sariId] = [rina.hello.agent.id, sari.hello.agent.id]
  const customer = await one.customer()
  resultOf(await asCustomer(customer)({ id: newId(), text: 'I want to talk to a human' }))
  const truth = new TeamView()
  await truth.pull(rina)
  const conversationId = truth.conversationOf(customer.id)?.id ?? ''
  return {
    ...{ conversationId, rinaId, sariId, proxy },
    client: (id: string) => (id === rinaId ? rina : sari),
    reconnect: async () => {
      sari = await two.agent('sari', through)
    },
    /** What the database says, when nothing is under way. */
    register: async (): Promise<Register> => {
      // From the beginning: a cursor is one node's, until nodes share their timelines. What moves while it is
      // pulled comes with the next pull.
      let found: Conversation | undefined
      while (!found) {
        const now = new TeamView()
        await now.pull(rina)
        found = now.conversations.get(conversationId)
      }
      const { state, ownerId, epoch } = found
      return { state, ownerId, epoch }
    },
    end: async () => {},
  }
}

describe.each(ENGINES)('agents who move one conversation at once on %s', (engine) => {
  test('of two who take over one wins, and the other is told who', async () => {
    const dice = testDice()
    const nodes = await startNodes(engine)
    const { conversationId, rinaId, sariId } = nodes
    // The conversation is made to wait for good: the AI owes nothing that could move it by itself.
    let free = await waitingOrFree()
    for (let round = 0; round < SIZES.takeOverRounds; round += 1) {
      const history = new History()
      const takes = dice.pick([
        [rinaId, sariId],
        [sariId, rinaId],
      ] as const)
      const calls = await Promise.all(
        takes.map((who) =>
          history.record(
            who,
            'conversation:take-over',
            { asked: 'take-over' as const, epoch: free.epoch },
            (move) => ask(nodes.client(who), conversationId, move),
          ),
        ),
      )
      const moves = calls.map(toMoveCall)
      expectSound([checkOwnership(free, moves)].filter((wrong) => wrong !== null))
      const [won] = moves.filter(({ answer }) => answer.status === 'ok')
      const [lost] = moves.filter(({ answer }) => answer.status === 'lost')
      expect(lost?.answer).toEqual({ status: 'lost', winner: won?.who })
      free = await freeAgain(won?.who ?? '', free.epoch + 1)
    }

    async function waitingOrFree(): Promise<Register> {
      const { epoch } = await nodes.register()
      return freeAgain(await hold(epoch), epoch + 1)
    }

    async function hold(epoch: number): Promise<string> {
      resultOf(await ask(nodes.client(rinaId), conversationId, { asked: 'take-over', epoch }))
      return rinaId
    }

    /** Resolved is free for all, and the AI leaves it alone. */
    async function freeAgain(owner: string, epoch: number): Promise<Register> {
      const answer = await ask(nodes.client(owner), conversationId, { asked: 'resolve', epoch })
      const { conversation } = resultOf(answer)
      return { state: conversation.state, ownerId: conversation.ownerId, epoch: conversation.epoch }
    }
  })

  test('moves of every kind, with lines cut between, are those of one register', async () => {
    const dice = testDice()
    const nodes = await startNodes(engine)
    const { conversationId, rinaId, sariId, proxy } = nodes
    const kinds = ['take-over', 'take-over', 'transfer', 'resolve'] as const
    let start = await nodes.register()
    // Unanswered moves, which the other node may still make at any time.
    let open: MoveCall[] = []
    const history = new History()
    for (let round = 0; round < SIZES.takeOverRounds; round += 1) {
      const cuts = dice.fraction() < 0.2
      if (cuts) proxy.swallowAnswers()
      const asking = Array.from({ length: dice.between(2, 4) }, () => {
        const who = dice.pick([rinaId, sariId])
        const move: Move = {
          asked: dice.pick(kinds),
          to: who === rinaId ? sariId : rinaId,
          epoch: start.epoch + (dice.fraction() < 0.2 ? 1 : 0),
        }
        return history.record(who, `conversation:${move.asked}`, move, (body) =>
          ask(nodes.client(who), conversationId, body),
        )
      })
      if (cuts) {
        await setTimeout(dice.between(0, 10))
        proxy.cut()
      }
      const moves = (await Promise.all(asking)).map(toMoveCall)
      if (cuts) await nodes.reconnect()
      const end = await nodes.register()
      // The state at rest is one more answer that the history has to explain.
      const seen: MoveCall = {
        ...{ who: 'nobody', asked: 'take-over', epoch: -1 },
        ...{ invoked: history.tick(), returned: history.tick() },
        answer: { status: 'lost', winner: end.ownerId },
      }
      expectSound(
        [checkOwnership(start, [...open, ...moves, seen])].filter((wrong) => wrong !== null),
      )
      open = [...open, ...moves].filter(
        ({ answer, epoch }) => answer.status === 'unknown' && epoch >= end.epoch,
      )
      start = end
    }
  })
})

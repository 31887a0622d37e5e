import { io, type Socket } from 'socket.io-client'
import { v7 as uuidv7 } from 'uuid'
import {
  connectAgent,
  pullAll,
  resultOf,
  signIn,
  type AgentSocket,
} from '../support/agent-client.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import type { ServerProcess } from '../../scripts/server-process.ts'
import type { Figure } from '../figure.ts'
import { median, percentile } from '../statistics.ts'

const RUNS = 5
const MESSAGES = 2_000
const IN_FLIGHT = 64
const SINGLE = 300

/** Sends one message and resolves once it is acknowledged. */
type Send = (text: string) => Promise<unknown>

/** Send → durable → ack: messages a second with many in flight, and the time of one alone. */
export async function throughput(baton: ServerProcess, bare: ServerProcess): Promise<Figure[]> {
  const ours = await agentSender(baton.url)
  const theirs = bareSender(bare.url)
  const rate = { ours: [] as number[], theirs: [] as number[] }
  const single = { ours: [] as number[], theirs: [] as number[] }
  for (let run = 0; run < RUNS; run++) {
    rate.ours.push(await messagesPerSecond(ours.send))
    rate.theirs.push(await messagesPerSecond(theirs.send))
    single.ours.push(...(await timesOfOne(ours.send)))
    single.theirs.push(...(await timesOfOne(theirs.send)))
  }
  ours.close()
  theirs.close()
  const value = median(rate.ours)
  const base = median(rate.theirs)
  const p50 = percentile(single.ours, 0.5)
  const baseP50 = percentile(single.theirs, 0.5)
  const what = 'bare socket.io + one INSERT'
  return [
    {
      what: `send → durable → ack, ${IN_FLIGHT} in flight`,
      unit: '/s',
      value,
      baseline: { what, value: base },
      target: 'ratio ≥ 0.6',
      met: value / base >= 0.6,
    },
    {
      what: 'send → durable → ack, one at a time, p50',
      unit: 'ms',
      value: p50,
      baseline: { what, value: baseP50 },
      target: 'ratio ≤ 1.5',
      met: p50 / baseP50 <= 1.5,
    },
  ]
}

async function messagesPerSecond(send: Send): Promise<number> {
  const started = performance.now()
  let left = MESSAGES
  const worker = async () => {
    while (left-- > 0) await send('A message of usual length, as agents write them all day.')
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker))
  return MESSAGES / ((performance.now() - started) / 1_000)
}

async function timesOfOne(send: Send): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < SINGLE; i++) {
    const started = performance.now()
    await send('A message of usual length, as agents write them all day.')
    times.push(performance.now() - started)
  }
  return times
}

/** An agent who holds a conversation and sends into it. */
async function agentSender(url: string): Promise<{ send: Send; close: () => void }> {
  const [person] = DEMO_PEOPLE
  const socket: AgentSocket = await connectAgent(
    url,
    await signIn(url, person.email, person.password),
  )
  const free = (await pullAll(socket)).flatMap((row) =>
    row.kind === 'conversation' && row.value.state === 'ai' ? [row.value] : [],
  )[0]
  if (!free) throw new Error('The demo has no conversation that the AI holds.')
  const { conversation } = resultOf(
    await socket.emitWithAck('conversation:take-over', {
      id: uuidv7(),
      conversationId: free.id,
      epoch: free.epoch,
    }),
  )
  return {
    send: async (text) =>
      resultOf(
        await socket.emitWithAck('message:send', {
          id: uuidv7(),
          conversationId: conversation.id,
          epoch: conversation.epoch,
          text,
          visibility: 'everyone',
        }),
      ),
    close: () => socket.disconnect(),
  }
}

function bareSender(url: string): { send: Send; close: () => void } {
  const socket: Socket = io(url, { transports: ['websocket'], forceNew: true })
  return {
    send: (text) => socket.emitWithAck('send', { id: uuidv7(), text }),
    close: () => socket.disconnect(),
  }
}

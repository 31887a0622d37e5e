import { v7 as newId } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import { createCustomerAt } from '../../customer/src/connection/create-customer.ts'
import type { LineWorld } from '../../customer/src/connection/line.ts'
import type { Link } from '../../customer/src/connection/link.ts'
import { newToken } from '../../customer/src/connection/new-token.ts'
import { roadMemory } from '../../customer/src/connection/road-memory.ts'
import { socketLinkTo } from '../../customer/src/connection/socket-link.ts'
import { newChatState } from '../../customer/src/store/chat-state.ts'
import { chatStorage } from '../../customer/src/store/chat-storage.ts'
import { Chat } from '../../customer/src/store/chat.ts'
import { FakeFileServer, fakeShelf } from '../../customer/src/store/fake-files.ts'
import { memoryStorage } from '../../customer/src/store/memory-storage.ts'
import { wordsIn } from '../../customer/src/words/words.ts'
import { startLine, type Line } from '../e2e/support/line.ts'
import { testDice } from '../faults/support/dice.ts'
import { resultOf } from './support/clients.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

// The chat itself, on a line by which WebSockets come through or do not.

let world: World
let line: Line
const links: Link[] = []
let isHidden = false
let seenChanged: () => void

afterEach(async () => {
  for (const link of links.splice(0)) link.close()
  await line.close()
  await world.end()
}, 60_000)

/** Waits of minutes are over at once. */
const quickly = (ms: number, run: () => void) =>
  void setTimeout(run, ms >= 60_000 ? 500 : Math.min(ms, 300))

function openChat(storage = memoryStorage()) {
  const state = newChatState()
  const lineWorld: LineWorld = {
    isThere: () =>
      fetch(`${line.url}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
        ({ ok }) => ok,
        () => false,
      ),
    memory: roadMemory(() => storage, Date.now),
    isHidden: () => isHidden,
    onSeen: (run) => {
      seenChanged = run
    },
    later: quickly,
  }
  const open = socketLinkTo(line.url, lineWorld)
  const chat = new Chat({
    team: 'nusa',
    state,
    storage: chatStorage(storage, 'nusa'),
    openLink: (credential, events) => {
      const link = open(credential, events)
      links.push(link)
      return link
    },
    createCustomer: createCustomerAt(line.url, fetch),
    identifyCustomer: () => Promise.resolve('unreachable'),
    fetchNonce: () => Promise.resolve(null),
    newToken,
    claimToken: (token) => Promise.resolve(token),
    words: wordsIn('en'),
    shelf: fakeShelf(),
    fileServer: new FakeFileServer(),
    newId,
    now: Date.now,
    random: Math.random,
    later: quickly,
  })
  return { chat, state, storage }
}

async function start(fate: Parameters<Line['webSockets']>[0]) {
  world = await startWorld('sqlite')
  line = await startLine(world.server.url)
  line.webSockets(fate)
  const page = openChat()
  await page.chat.start()
  return page
}

type Page = ReturnType<typeof openChat>

const isLive = ({ state }: Page) => until(() => (state.phase.status === 'live' ? true : undefined))
const shows = ({ state }: Page, text: string) =>
  until(() => (state.messages.some((message) => message.text === text) ? true : undefined))

/** The customer writes, and an agent takes the conversation over; answers what the agent says things with. */
async function takeOver(page: Page, text: string): Promise<(text: string) => Promise<unknown>> {
  const { socket, ...rina } = await world.agent('rina')
  page.chat.send(text)
  await shows(page, text)
  const { id: conversationId, epoch } = await untilConversation(
    { ...rina, socket },
    ({ lastSeq }) => lastSeq > 0,
  )
  const move = { id: newId(), conversationId, epoch }
  const { conversation } = resultOf(await socket.emitWithAck('conversation:take-over', move))
  return async (said) =>
    resultOf(
      await socket.emitWithAck('message:send', {
        ...{ id: newId(), conversationId, epoch: conversation.epoch, text: said },
        visibility: 'everyone',
      }),
    )
}

test.each(['are-refused', 'are-swallowed'] as const)(
  'where WebSockets %s a customer writes and is answered, and goes back to one that comes through',
  async (fate) => {
    const page = await start(fate)
    await isLive(page)
    expect(line.open).toBe(0)
    const say = await takeOver(page, 'Is anybody there?')
    await say('I am.')
    await shows(page, 'I am.')
    // It is remembered, for the next page of the site not to find it out anew.
    const next = openChat(page.storage)
    await next.chat.start()
    await isLive(next)
    const phases: string[] = []
    const watching = setInterval(() => phases.push(page.state.phase.status), 1)
    line.webSockets('go-through')
    await until(() => (line.open === 2 ? true : undefined))
    await say('Still here.')
    await shows(page, 'Still here.')
    await shows(next, 'Still here.')
    clearInterval(watching)
    // Nobody sees it change.
    expect(new Set(phases)).toEqual(new Set(['live']))
    expect(roadMemory(() => page.storage, Date.now).polls()).toBe(false)
  },
)

test('a server that is away is no reason to poll', async () => {
  const page = await start('go-through')
  await isLive(page)
  for (let times = 0; times < 3; times += 1) {
    line.cut()
    await until(() => (page.state.phase.status === 'offline' ? true : undefined))
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    line.mend()
    await isLive(page)
    expect(line.open).toBe(1)
  }
})

test('a tab that nobody sees lets go of its requests, and looks again now and then', async () => {
  const page = await start('are-refused')
  await isLive(page)
  const other = await world.customer()
  isHidden = true
  seenChanged()
  await until(() => (page.state.phase.status === 'offline' ? true : undefined))
  await isLive(page)
  await until(() => (page.state.phase.status === 'offline' ? true : undefined))
  isHidden = false
  seenChanged()
  await isLive(page)
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  expect(page.state.phase.status).toBe('live')
  expect(other.socket.connected).toBe(true)
})

test('nothing is lost or doubled, whenever the road changes', async () => {
  const dice = testDice()
  const page = await start('go-through')
  await isLive(page)
  const say = await takeOver(page, '0')
  const written = { customer: ['0'], agent: [] as string[] }
  const roads = new Set<number>()
  for (let n = 1; n <= 60; n += 1) {
    if (dice.fraction() < 0.2)
      line.webSockets(dice.pick(['go-through', 'are-refused', 'are-swallowed', 'go-through']))
    if (dice.fraction() < 0.05) {
      line.cut()
      setTimeout(() => line.mend(), 300)
    }
    page.chat.send(String(n))
    written.customer.push(String(n))
    const text = `answer ${n}`
    await say(text)
    written.agent.push(text)
    roads.add(line.open)
    await new Promise((resolve) => setTimeout(resolve, dice.between(0, 300)))
  }
  line.webSockets('go-through')
  await until(() => (page.state.pending.length === 0 ? true : undefined))
  await shows(page, 'answer 60')
  const of = (kind: string) =>
    page.state.messages.filter(({ author }) => author.kind === kind).map(({ text }) => text)
  expect(of('customer')).toEqual(written.customer)
  expect(of('agent')).toEqual(written.agent)
  // It did change.
  expect(roads.size).toBe(2)
}, 120_000)

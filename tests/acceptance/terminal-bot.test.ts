import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { integrate } from './support/api-client.ts'
import { startWorld, until, untilConversation, type World } from './support/world.ts'

// The sample bot of `npm start`, as a newcomer runs it.

let world: World
let bot: ChildProcess | undefined
afterEach(async () => {
  if (bot?.exitCode === null) {
    bot.kill()
    await once(bot, 'exit')
  }
  await world.end()
})

/** Starts the bot in a process of its own. */
function startBot(env: Record<string, string>) {
  const program = join(ROOT, 'examples', 'terminal-bot.mjs')
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  bot = child
  const printed: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => printed.push(line))
  return {
    child,
    printed,
    write: (line: string) => child.stdin.write(`${line}\n`),
    prints: (text: string) => until(() => printed.find((line) => line.includes(text))),
  }
}

test('it mirrors, asks before it shows, is silent for a human, relays once, and goes on with the note', async () => {
  world = await startWorld('sqlite')
  const rina = await world.agent('rina')
  const { key } = await integrate(await world.agent('dimas'), world.server)
  const { write, prints, printed, child } = startBot({
    BATON_URL: world.server.url,
    BATON_KEY: key.secret,
    BATON_BOT_SECONDS: '1',
  })
  await prints('You are the customer')
  write('Where is my parcel?')
  await prints('Your parcel is on its way.')
  write('Where is my order?')
  await prints('thinks')
  const asked = await untilConversation(rina, ({ lastSeq }) => lastSeq === 3)
  const taken = await rina.takeOver(asked)
  await prints('is refused: Rina answers here')
  await rina.reply(taken, 'It is in Bandung.')
  await prints('It is in Bandung.')
  write('Thank you!')
  await prints('A human reads this')
  const back = await rina.handBack(taken, { note: 'Be kind' })
  await prints('It was told: Be kind')
  write('Hello again')
  const said = await prints('A colleague told me: Be kind')
  expect(said).toMatch(/^bot /)
  const history = await rina.ask('history:page', {
    ...{ conversationId: back.id, before: 1_000, limit: 200 },
  })
  const byAi = history.messages.filter(({ author }) => author.kind === 'ai')
  expect(byAi.map(({ text }) => text)).toEqual([
    'Your parcel is on its way.',
    'Hello! What can I do for you? (A colleague told me: Be kind)',
  ])
  expect(printed.filter((line) => line.includes('Bandung'))).toHaveLength(1)
  child.stdin.end()
  await once(child, 'exit')
  expect(child.exitCode).toBe(0)
})

test('it asks for a human when the customer does', async () => {
  world = await startWorld('sqlite')
  const rina = await world.agent('rina')
  const { key } = await integrate(await world.agent('dimas'), world.server)
  const { write, prints } = startBot({ BATON_URL: world.server.url, BATON_KEY: key.secret })
  await prints('You are the customer')
  write('I want to talk to a human')
  await prints('is silent: a human is wanted')
  const waiting = await untilConversation(rina, ({ state }) => state === 'waiting')
  expect(waiting.handoff).toMatchObject({
    reason: 'customer-asked',
    summary: 'I want to talk to a human',
  })
})

test('without a key it says what to do', async () => {
  world = await startWorld('sqlite')
  const { key } = await integrate(await world.agent('dimas'), world.server)
  const { child } = startBot({ BATON_URL: world.server.url, BATON_KEY: `${key.secret}x` })
  await once(child, 'exit')
  expect(child.exitCode).toBe(1)
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectAgent, signIn } from '../acceptance/support/clients.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { WIDE } from './support/extension-browser.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Fault 5 of the guarantees: the worker and then the whole browser die with messages in the outbox.

const MESSAGES = 20
/** Customers of the demo team whose conversations are Rina's from the start. */
const HELD_BY_RINA = ['Maria Wong', 'Putu Wirawan', 'Grace Lim']

let world: World
let profile: string
let browser: ChromiumBrowser

beforeAll(async () => {
  world = await startWorld()
  profile = await mkdtemp(join(tmpdir(), 'baton-profile-'))
  browser = await launchChromium({ profile })
  browser.errors.foresee(SERVER_AWAY)
})

afterAll(async () => {
  await browser.close()
  await world.end()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** What Rina wrote in this test, by conversation, in the order the server keeps it. */
async function storedTexts(token: string): Promise<string[][]> {
  const agent = await connectAgent(world.url, token)
  const body = { timeline: null, after: 0, horizon: 0, limit: 1_000 }
  const { rows, rev, newest } = await agent.ask('changes:pull', body)
  agent.socket.disconnect()
  expect(rev).toBe(newest)
  const messages = rows.flatMap((row) => (row.kind === 'message' ? [row.value] : []))
  const mine = messages
    .filter(({ text }) => text.startsWith('Queued'))
    .sort((a, b) => a.seq - b.seq)
  return [...Map.groupBy(mine, ({ conversationId }) => conversationId).values()].map((all) =>
    all.map(({ text }) => text),
  )
}

test('twenty queued messages in three conversations arrive once each, in order, though the worker and the browser were killed', async () => {
  const panel = new Panel(await browser.openPanel(WIDE))
  await panel.signInAs('Rina', world.url)
  await world.goAway()
  await sees(panel.page, 'You are offline.')
  const written = HELD_BY_RINA.map((name, which) => {
    const count = Math.floor((MESSAGES + which) / HELD_BY_RINA.length)
    return { name, texts: Array.from({ length: count }, (_, n) => `Queued ${which + 1}.${n + 1}.`) }
  })
  for (const { name, texts } of written) {
    await panel.open(name)
    for (const text of texts) {
      await panel.send(text)
      if (text.endsWith('.3.')) await browser.killWorker()
    }
  }
  expect(written.flatMap(({ texts }) => texts)).toHaveLength(MESSAGES)

  await browser.kill()
  await world.comeBack()
  browser = await launchChromium({ profile })
  const again = new Panel(await browser.openPanel(WIDE))
  await sees(again.page, 'Connected')
  // Signed in once: asking again and again must not run into the limit for sign-ins.
  const [, sari] = DEMO_PEOPLE
  const { token } = await signIn(world.url, sari.email, sari.password)
  const expected = written.map(({ texts }) => texts)
  await expect
    .poll(async () => (await storedTexts(token ?? '')).sort(byFirst), { timeout: PATIENCE })
    .toEqual(expected)
  for (const { name, texts } of written) {
    await again.open(name)
    const last = texts.at(-1) ?? ''
    await expect.poll(() => again.messagesWith(last), { timeout: PATIENCE }).toBe(1)
  }
  expect(browser.errors.unforeseen).toEqual([])
})

function byFirst([a = '']: string[], [b = '']: string[]): number {
  return a.localeCompare(b)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Changed } from '@baton/protocol/changes.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import {
  connectAgent,
  connectCustomer,
  signIn,
  type AgentClient,
} from '../acceptance/support/clients.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Customer } from './support/customer.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Rina's browser with every panel closed, but where a test opens one; Dimas leads the team from elsewhere.

const AMBER = [180, 83, 9, 255]
const RED = [200, 30, 30, 255]

let world: World
let profile: string
let browser: ChromiumBrowser
let visitors: ChromiumBrowser
let dimas: AgentClient
let customer: Customer
let panel: Panel
/** The notification about the customer's conversation, and that conversation. */
let note: string
let guest: string

const notes = () => browser.notifications()

beforeAll(async () => {
  world = await startWorld()
  profile = await mkdtemp(join(tmpdir(), 'baton-profile-'))
  browser = await launchChromium({ profile })
  visitors = await launchChromium({ extension: false })
  const { token } = await signIn(world.url, DEMO_PEOPLE[2].email, DEMO_PEOPLE[2].password)
  dimas = await connectAgent(world.url, token ?? '')
  const first = new Panel(await browser.openPanel())
  await first.signInAs('Rina', world.url)
  await browser.openPage('about:blank')
  await first.page.close()
  customer = new Customer(await visitors.openPage(`${world.url}/chat?team=demo`))
})

afterAll(async () => {
  dimas.socket.disconnect()
  await Promise.all([browser.close(), visitors.close()])
  await world.end()
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
})

/** Somebody else asks for a human. */
async function askForHuman(): Promise<void> {
  const somebody = await connectCustomer(world.url, 'demo')
  await somebody.says('Hello')
  await somebody.ask('human:ask', {})
  somebody.socket.disconnect()
}

/** The conversations as the server has them. */
async function conversations() {
  const body = { timeline: null, after: 0, horizon: 0, limit: 1_000 }
  const page: Changed = await dimas.ask('changes:pull', body)
  return page.rows.flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
}

const setLimit = async (waitLimitMs: number) => await dimas.ask('team:change', { waitLimitMs })

test('what waited before the first sign-in is on the badge, and rings nobody', async () => {
  await expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).toBe('2')
  expect(await notes()).toEqual([])
})

test('with every panel closed a customer who asks for a human is told of, once', async () => {
  await customer.write('I want to talk to a human please')
  await expect.poll(() => notes().then(({ length }) => length), { timeout: PATIENCE }).toBe(1)
  note = (await notes())[0] ?? ''
  guest = note.replace('conversation:', '')
  await expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).toBe('3')
})

test('the badge turns red when the time has come, though nothing happens', async () => {
  const waits = (await conversations()).flatMap(({ waitingSince }) => waitingSince ?? [])
  const longest = Date.now() - Math.min(...waits)
  await setLimit(longest + 86_000)
  await expect.poll(() => browser.badgeColor(), { timeout: PATIENCE }).toEqual(AMBER)
  await setLimit(longest + 4_000)
  await expect.poll(() => browser.badgeColor(), { timeout: PATIENCE }).toEqual(RED)
})

test('a browser that was killed and started again has its badge, and tells of nothing twice', async () => {
  await browser.kill()
  browser = await launchChromium({ profile })
  await expect.poll(() => browser.badgeText(), { timeout: PATIENCE }).toBe('3')
  await askForHuman()
  // That it is told shows that this browser is current; that it is alone, that nothing was told again.
  await expect.poll(() => notes().then(({ length }) => length), { timeout: PATIENCE }).toBe(1)
  expect(await notes()).not.toContain(note)
})

test('Take Over in the notification takes the conversation over and opens it', async () => {
  await browser.clickNotification(note, 0)
  await sees(customer.page, 'has taken over this conversation')
  const page = await browser.openedPanel()
  panel = new Panel(page)
  await panel.holds()
  expect(page.url()).toContain(guest)
})

test('a customer who writes while another conversation is open is told of; a click brings there', async () => {
  await panel.page.bringToFront()
  await panel.open('Maria Wong')
  await customer.write('Are you still there?')
  await expect.poll(notes, { timeout: PATIENCE }).toContain(note)
  await browser.clickNotification(note)
  await panel.page.waitForSelector('header h2 ::-p-text(Guest)', { timeout: PATIENCE })
  await sees(panel.page, 'Are you still there?')
  await expect.poll(notes, { timeout: PATIENCE }).not.toContain(note)
})

test('a panel in sight that nobody uses swallows nothing: told, unread, until somebody looks', async () => {
  // As on a second screen, with the focus in another window.
  await panel.page.evaluate(() => window.dispatchEvent(new Event('blur')))
  await customer.write('I will wait here')
  await sees(panel.page, 'I will wait here')
  await expect.poll(notes, { timeout: PATIENCE }).toContain(note)
  // Longer than what is read takes to be told to all.
  await setTimeout(1_500)
  expect(await notes()).toContain(note)
  await panel.page.mouse.move(200, 300)
  await expect.poll(notes, { timeout: PATIENCE }).not.toContain(note)
  await panel.page.evaluate(() => window.dispatchEvent(new Event('focus')))
})

test('who was faster is told, and nothing else happens', async () => {
  const [waiting] = (await conversations()).filter(({ state }) => state === 'waiting')
  if (!waiting) throw new Error('nobody waits')
  const { id, epoch } = waiting
  await dimas.takeOver({ id, epoch })
  await browser.clickNotification(`conversation:${id}`, 0)
  await expect.poll(notes, { timeout: PATIENCE }).toContain(`outcome:${id}`)
})

test('no browser reported an error', () => {
  expect([...browser.errors.unforeseen, ...visitors.errors.unforeseen]).toEqual([])
})

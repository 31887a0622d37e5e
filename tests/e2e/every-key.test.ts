import { afterAll, beforeAll, expect, test } from 'vitest'
import { ACTIONS, type ActionId } from '../../composables/actions/catalogue.ts'
import { connectCustomer, type CustomerClient } from '../acceptance/support/clients.ts'
import { launchChromium, type ChromiumBrowser } from './support/chromium.ts'
import { Colleague } from './support/colleague.ts'
import { SERVER_AWAY } from './support/console-errors.ts'
import { keyCases, TALL } from './support/key-cases.ts'
import { startLine, type Line } from './support/line.ts'
import { Panel } from './support/panel.ts'
import { sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// Every key of the sheet is pressed, and what it does is seen.

let world: World
let line: Line
let browser: ChromiumBrowser
let sari: Colleague
let dimas: Colleague
let customer: CustomerClient
let cases: Record<ActionId, () => Promise<unknown>>

beforeAll(async () => {
  world = await startWorld()
  line = await startLine(world.url)
  ;[browser, sari, dimas, customer] = await Promise.all([
    launchChromium(),
    Colleague.signIn('Sari', world.url),
    Colleague.signIn('Dimas', world.url),
    connectCustomer(world.url, 'demo'),
  ])
  browser.errors.foresee(SERVER_AWAY)
  const panel = new Panel(await browser.openPanel(TALL))
  await panel.signInAs('Rina', line.url)
  await sees(panel.page, 'Ana Putri')
  cases = keyCases(panel, { line, sari, dimas, customer })
})
afterAll(async () => {
  for (const colleague of [sari, dimas]) colleague.leave()
  customer.socket.disconnect()
  await browser.close()
  await line.close()
  await world.end()
})

/** In the order in which one case begins where another leaves off. */
const ORDER = [
  'nextWaiting',
  'takeOver',
  'note',
  'reply',
  'templates',
  'emoji',
  'attach',
  'quote',
  'messages',
  'jumpToLatest',
  'copyId',
  'openInTab',
  'customerDetails',
  'editCustomer',
  'tags',
  'handover',
  'resolve',
  'reopen',
  'resolveNext',
  'sendNext',
  'sendResolve',
  'handToAi',
  'accept',
  'decline',
  'nudge',
  'suggestedReply',
  'suggestion1',
  'suggestion2',
  'suggestion3',
  'retry',
  'undoSend',
  'closeConversation',
  'nextConversation',
  'previousConversation',
  'backToList',
  'chooseRow',
  'clearChosen',
  'search',
  'filterWaiting',
  'filterMine',
  'filterAi',
  'filterOthers',
  'filterResolved',
  'filterAll',
  'filterAgent',
  'filterTag',
  'palette',
  'keySheet',
  'settings',
  'manageTemplates',
  'integrations',
  'presence',
  'theme',
  'density',
  'language',
  'signOut',
] as const satisfies readonly ActionId[]

test('every action of the sheet has its turn', () => {
  expect([...ORDER].sort()).toEqual(ACTIONS.map(({ id }) => id).sort())
})

test.each(ORDER)('%s', async (id) => {
  await cases[id]()
})

test('no browser reported an error', () => {
  expect(browser.errors.unforeseen).toEqual([])
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SERVER_AWAY } from './support/console-errors.ts'
import { Customer } from './support/customer.ts'
import { NARROW, WIDE, type ExtensionBrowser } from './support/extension-browser.ts'
import { launchBrowser } from './support/launch-browser.ts'
import { Panel } from './support/panel.ts'
import { PATIENCE, sees } from './support/screen.ts'
import { startWorld, type World } from './support/world.ts'

// The whole road with two agents and a customer, each in a browser profile of their own.
describe.each(['chromium', 'firefox'] as const)(
  'in %s',
  (name) => {
    let world: World
    let browsers: ExtensionBrowser[]
    let rina: Panel
    let sari: Panel
    let customer: Customer

    beforeAll(async () => {
      world = await startWorld()
      browsers = await Promise.all([
        launchBrowser(name),
        launchBrowser(name),
        launchBrowser(name, { extension: false }),
      ])
      const [rinas, saris, customers] = browsers
      if (!rinas || !saris || !customers) throw new Error('A browser is missing.')
      rina = new Panel(await rinas.openPanel(NARROW))
      sari = new Panel(await saris.openPanel(WIDE))
      customer = new Customer(await customers.openPage(`${world.url}/chat?team=demo`))
    })

    afterAll(async () => {
      await Promise.all(browsers.map((browser) => browser.close()))
      await world.end()
    })

    test('a customer writes and is answered by the AI agent, live on every open panel', async () => {
      await rina.signInAs('Rina', world.url)
      await sari.signInAs('Sari', world.url)
      await customer.write('How long does a refund take?')
      await sees(customer.page, 'working days')
      await sees(rina.page, 'How long does a refund take?')
      await sees(sari.page, 'How long does a refund take?')
    })

    test('the customer asks for a human and the conversation waits', async () => {
      await customer.askForHuman()
      await rina.open('Guest')
      await sari.open('Guest')
      await sees(rina.page, 'Customer asked for a human')
      await sees(rina.page, 'The AI has paused. Take over to reply.')
      await sees(sari.page, 'Waiting')
    })

    test('one agent takes over, and everybody sees it', async () => {
      await rina.takeOver()
      const notice = 'Human agent (Rina Hartono) has taken over this conversation'
      await Promise.all([rina, sari, customer].map(({ page }) => sees(page, notice)))
      await rina.holds()
      await sees(sari.page, 'Handled by Other')
    })

    test('the agent answers with a template by the keyboard alone', async () => {
      await rina.type('/greet')
      await sees(rina.page, '/greeting')
      await rina.page.keyboard.press('Enter')
      await rina.page.keyboard.press('Enter')
      await sees(customer.page, 'this is Rina')
      await sees(sari.page, 'this is Rina')
    })

    test('everything is still there after the server was restarted', async () => {
      for (const browser of browsers) browser.errors.foresee(SERVER_AWAY)
      await world.restart()
      await sees(sari.page, 'Connected')
      await customer.page.reload()
      await sees(customer.page, 'this is Rina')
      await customer.write('Are you still there?')
      await sees(rina.page, 'Are you still there?')
      expect(await customer.messagesWith('this is Rina')).toBe(1)
    })

    test('the agent transfers to a colleague, who answers', async () => {
      await rina.transferTo('Sari Wijaya', 'Refund chased with the bank')
      await sari.holds()
      await sees(sari.page, 'Refund chased with the bank')
      // Until she accepts, or answers, the customer goes on with Rina.
      await sees(customer.page, 'Rina Hartono is with you')
      await sari.send('Yes, this is Sari now.')
      await sees(customer.page, 'Human agent (Sari Wijaya) has taken over this conversation')
      await sees(customer.page, 'Yes, this is Sari now.')
      expect(await customer.messagesWith('Refund chased with the bank')).toBe(0)
    })

    test('the colleague hands back to the AI agent, which answers again', async () => {
      await sari.handOverToAi()
      await Promise.all(
        [rina, sari, customer].map(({ page }) =>
          sees(page, 'The AI agent is back in this conversation'),
        ),
      )
      await customer.write('Where is my parcel? Can I track the delivery?')
      await sees(sari.page, 'AI is answering. Take over to reply.')
      await sees(customer.page, /track/i)
    })

    test('no browser reported an error', () => {
      expect(browsers.flatMap(({ errors }) => errors.unforeseen)).toEqual([])
    })
  },
  PATIENCE * 4,
)

import { expect } from 'vitest'
import { ACTION, type ActionId } from '../../../composables/actions/catalogue.ts'
import type { CustomerClient } from '../../acceptance/support/clients.ts'
import { finishingCases } from './finishing-cases.ts'
import type { Colleague } from './colleague.ts'
import type { Line } from './line.ts'
import type { Panel } from './panel.ts'
import { aria, PATIENCE, sees } from './screen.ts'
import { pressStroke } from './strokes.ts'
import { goWhereKeysCommand } from './single-keys.ts'

/** With room for all rows that matter: what is out of sight is not in the page. */
export const TALL = { width: 960, height: 1_400 }

const BOX = 'textarea[aria-label="Message to the customer"]'
const ROW = '[data-conversation-row]'
/** So mixed that three templates answer it. */
const QUESTION = 'Order refund photo voucher card delivery'

/**
 * What each key does, seen on the screen: one that has none here is a type error. They run in the order they stand
 * in, in a panel where Rina is signed in over `line`: one begins where the other leaves off.
 */
export function keyCases(
  panel: Panel,
  others: { line: Line; sari: Colleague; dimas: Colleague; customer: CustomerClient },
): Record<ActionId, () => Promise<unknown>> {
  const { line, sari, dimas, customer } = others
  /** Presses the action's key, from where the focus is. */
  const stroke = (id: ActionId) => pressStroke(panel.page, ACTION.get(id)?.key ?? '')
  /** Presses it where single keys command in the open chat: on its messages, where keys led, or where there is no box. */
  async function hit(id: ActionId) {
    await goWhereKeysCommand(panel.page)
    await stroke(id)
  }
  const there = (selector: string) =>
    panel.page.waitForSelector(selector, { timeout: PATIENCE, visible: true })
  const gone = (selector: string) =>
    panel.page.waitForSelector(selector, { timeout: PATIENCE, hidden: true })
  const title = () =>
    panel.page.$eval('header h2', ({ textContent }) => textContent).catch(() => 'nothing')
  const until = (isSo: () => boolean | Promise<boolean>) =>
    expect.poll(isSo, { timeout: PATIENCE, interval: 250 }).toBe(true)
  const titleIs = (name: string) => expect.poll(title, { timeout: PATIENCE }).toBe(name)
  const written = () =>
    panel.page.$eval(BOX, (box) => (box instanceof HTMLTextAreaElement ? box.value : ''))
  const html = (name: string) =>
    panel.page.evaluate((attribute) => document.documentElement.getAttribute(attribute), name)

  async function emptyTheBox() {
    await panel.page.focus(BOX)
    await pressStroke(panel.page, 'Mod+a')
    await panel.page.keyboard.press('Backspace')
    await expect.poll(written, { timeout: PATIENCE }).toBe('')
  }
  /** Opens something that lies over the panel by its key, sees it, and leaves it. */
  async function opens(id: ActionId, shown: string) {
    await hit(id)
    await there(shown)
    // A list in it may close first, and the dialog by the next one.
    for (let tries = 0; tries < 3 && (await panel.page.$('[data-dismissable-layer]')); tries += 1) {
      await panel.page.keyboard.press('Escape')
      await gone('[role=listbox]')
    }
    await gone('[data-dismissable-layer]')
  }
  const focuses = (id: ActionId, focused: string) => async () => {
    await hit(id)
    await there(focused)
  }
  const filters = (id: ActionId, chip: string) => async () => {
    await hit(id)
    await there(`button[aria-pressed=true] ::-p-text(${chip})`)
  }
  const suggests = (id: ActionId, nth: number) => async () => {
    await there(`[data-test=suggestions] button:nth-of-type(${nth})`)
    await hit(id)
    await expect.poll(written, { timeout: PATIENCE }).not.toBe('')
    await emptyTheBox()
  }
  const say = async (text: string) => await customer.says(text)
  const stateOf = (text: string) =>
    panel.page.$$eval(
      '[data-key]',
      (rows, said) =>
        rows
          .find(({ textContent }) => textContent.includes(said))
          ?.querySelector('[data-state]')
          ?.getAttribute('data-state') ?? 'none',
      text,
    )

  return {
    async nextWaiting() {
      await hit('nextWaiting')
      await titleIs('Budi Santoso')
    },
    takeOver: focuses('takeOver', `${BOX}:focus`),
    note: focuses('note', 'textarea[aria-label="Note for the team"]:focus'),
    reply: focuses('reply', `${BOX}:focus`),
    async templates() {
      await hit('templates')
      await there('[role=listbox] ::-p-text(/greeting)')
      await panel.page.keyboard.press('Escape')
      await emptyTheBox()
    },
    async emoji() {
      await hit('emoji')
      await there('[aria-label="Search emoji"]:focus')
      await panel.page.keyboard.press('Escape')
      await there(`${BOX}:focus`)
    },
    async attach() {
      const [chooser] = await Promise.all([
        panel.page.waitForFileChooser({ timeout: PATIENCE }),
        hit('attach'),
      ])
      expect(chooser.isMultiple()).toBe(true)
      await chooser.cancel()
    },
    async quote() {
      await hit('quote')
      await expect.poll(written, { timeout: PATIENCE }).toMatch(/^> /)
      await emptyTheBox()
    },
    messages: focuses('messages', '[data-key]:focus'),
    async jumpToLatest() {
      await panel.page.setViewport({ ...TALL, height: 420 })
      await hit('messages')
      await there('[data-key]:focus')
      // While the new size is being laid out, the list may hold on to its end.
      await until(async () => {
        await panel.page.keyboard.press('Home')
        return (await panel.page.$(aria('button', 'Jump to latest'))) !== null
      })
      await hit('jumpToLatest')
      await gone(aria('button', 'Jump to latest'))
      await panel.page.setViewport(TALL)
    },
    async copyId() {
      await hit('copyId')
      await sees(panel.page, 'The conversation id was copied')
    },
    async openInTab() {
      const opened = panel.page
        .browser()
        .waitForTarget((target) => target.url().includes('?conversation='), { timeout: PATIENCE })
      await hit('openInTab')
      await (await (await opened).page())?.close()
      await panel.page.bringToFront()
    },
    customerDetails: () => opens('customerDetails', '[role=dialog] ::-p-text(Customer details)'),
    editCustomer: () => opens('editCustomer', '[role=dialog] form input:focus'),
    tags: () => opens('tags', '[role=dialog] input[aria-label="Add a tag"]:focus'),
    handover: () => opens('handover', '[role=dialog] [role=radio]:focus'),
    async resolve() {
      await hit('resolve')
      await sees(panel.page, 'Resolved. It opens again')
    },
    async reopen() {
      // What resolved it may not have been answered yet, and one move is made at a time.
      await until(async () => {
        await hit('reopen')
        return (await panel.page.$(BOX)) !== null
      })
    },
    ...finishingCases(panel, { hit, stroke, title, written }, { dimas, line }),
    async handToAi() {
      await panel.open('Ana Putri')
      await titleIs('Ana Putri')
      await hit('handToAi')
      await sees(panel.page, 'AI is answering. Take over to reply.')
    },
    async accept() {
      await sari.transfer('Dewi Pratama', 'Rina')
      await panel.open('Dewi Pratama')
      await there('[data-test=transfer-notice]')
      await hit('accept')
      await gone('[data-test=transfer-notice]')
      await there(BOX)
    },
    async decline() {
      await sari.transfer('Tomasz Nowak', 'Rina')
      await panel.open('Tomasz Nowak')
      await there('[data-test=transfer-notice]')
      await hit('decline')
      await there('[data-test=transfer-notice] input:focus')
      await panel.page.keyboard.press('Enter')
      await gone('[data-test=transfer-notice]')
    },
    /** What was declined is Sari's again. */
    async nudge() {
      await hit('nudge')
      await sees(panel.page, 'nudged Sari')
    },
    async suggestion1() {
      await say(QUESTION)
      await until(() => customer.messages.some(({ author }) => author.kind === 'ai'))
      await panel.open(await dimas.nameOf(customer.id))
      // The AI may hand it over at this very moment: then it is to be taken again.
      await until(async () => {
        await hit('takeOver')
        return (await panel.page.$(BOX)) !== null
      })
      await suggests('suggestion1', 1)()
    },
    suggestion2: suggests('suggestion2', 2),
    suggestion3: suggests('suggestion3', 3),
    async retry() {
      line.cut()
      await sees(panel.page, 'You are offline.')
      await panel.type('Written offline')
      await panel.page.keyboard.press('Enter')
      await expect.poll(() => stateOf('Written offline'), { timeout: PATIENCE }).toBe('queued')
      await say('Anything new?')
      line.mend()
      await expect.poll(() => stateOf('Written offline'), { timeout: PATIENCE }).toBe('held')
      await hit('retry')
      await expect.poll(() => stateOf('Written offline'), { timeout: PATIENCE }).toBe('sent')
    },
    async undoSend() {
      await dimas.changeTeam({ undoSendMs: 30_000 })
      // What comes after it in the panel comes after the setting, too.
      await say('Are you there?')
      await sees(panel.page, 'Are you there?')
      await panel.send('Too soon')
      await there(aria('button', 'Undo'))
      await hit('undoSend')
      await expect.poll(written, { timeout: PATIENCE }).toBe('Too soon')
      await emptyTheBox()
    },
    async closeConversation() {
      await hit('closeConversation')
      await sees(panel.page, 'Choose a conversation to read it here.')
    },
    async nextConversation() {
      await hit('nextConversation')
      await there('header h2')
      const first = await title()
      await hit('nextConversation')
      await expect.poll(title, { timeout: PATIENCE }).not.toBe(first)
    },
    async previousConversation() {
      const second = await title()
      await hit('previousConversation')
      await expect.poll(title, { timeout: PATIENCE }).not.toBe(second)
      // A conversation takes the focus when it opens: only then can the next key put it elsewhere.
      await there(`textarea:focus, section[tabindex="-1"]:focus`)
    },
    backToList: focuses('backToList', `${ROW}:focus`),
    async chooseRow() {
      await stroke('chooseRow')
      await sees(panel.page, '1 selected')
    },
    async clearChosen() {
      await hit('clearChosen')
      await gone('[role=toolbar]')
    },
    search: focuses('search', 'input[type=search]:focus'),
    filterWaiting: filters('filterWaiting', 'Waiting'),
    filterMine: filters('filterMine', 'Mine'),
    filterAi: filters('filterAi', 'AI'),
    filterOthers: filters('filterOthers', 'Others'),
    filterResolved: filters('filterResolved', 'Resolved'),
    filterAll: filters('filterAll', 'All'),
    filterAgent: () => opens('filterAgent', '[role=menuitemradio] ::-p-text(Any agent)'),
    filterTag: () => opens('filterTag', '[role=menuitemradio] ::-p-text(Any tag)'),
    palette: () => opens('palette', '[role=dialog] [role=combobox]:focus'),
    keySheet: () => opens('keySheet', '[role=dialog] ::-p-text(Next waiting conversation)'),
    settings: () => opens('settings', '[data-test=settings]'),
    manageTemplates: () => opens('manageTemplates', '[data-test=template-manager]'),
    /** Rina is no admin: nothing opens, and the next key acts in the panel. */
    integrations: () => hit('integrations').then(() => gone('[role=dialog]')),
    async presence() {
      await hit('presence')
      await there('button[aria-label^="You are Away"]')
    },
    async theme() {
      await hit('theme')
      await expect.poll(() => html('data-theme'), { timeout: PATIENCE }).toBe('light')
    },
    async density() {
      await hit('density')
      await expect.poll(() => html('data-density'), { timeout: PATIENCE }).toBe('compact')
    },
    async language() {
      await hit('language')
      await sees(panel.page, 'Semua')
      await hit('language')
      await sees(panel.page, 'Others')
    },
    async signOut() {
      await hit('signOut')
      await there('input[type=url]')
      await sees(panel.page, 'You have signed out.')
    },
  }
}

import type { ElementHandle, Page } from 'puppeteer-core'
import { DEMO_PEOPLE } from '../../../server/demo/people.ts'
import { aria, fill, messagesWith, PATIENCE, press, pressHolding, sees } from './screen.ts'

/** What an agent does in the panel, in an agent's words. */
export class Panel {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async signIn(serverUrl: string, email: string, password: string): Promise<void> {
    await fill(this.page, 'textbox', 'Server address', serverUrl)
    await fill(this.page, 'textbox', 'Email', email)
    await this.page.locator('input[type=password]').fill(password)
    await press(this.page, 'button', 'Sign in')
  }

  /** Signs in as one of the demo team, by first name, and waits until everything is there. */
  async signInAs(firstName: string, serverUrl: string): Promise<void> {
    const person = DEMO_PEOPLE.find(({ name }) => name.startsWith(firstName))
    if (!person) throw new Error(`Nobody in the demo team is called ${firstName}.`)
    await this.signIn(serverUrl, person.email, person.password)
    await sees(this.page, 'Connected')
  }

  /** Opens the conversation whose row in the list holds this text. */
  async open(text: string): Promise<void> {
    // In the narrow panel an open conversation leaves only the rail: the list is behind its button.
    await (await this.page.$(aria('button', 'Show the list')))?.click()
    await pressHolding(this.page, '[data-conversation-row]', text)
    await this.page.waitForSelector('header h2', { timeout: PATIENCE })
  }

  async takeOverButton(): Promise<ElementHandle<HTMLButtonElement>> {
    const button = await this.page.waitForSelector(aria('button', 'Take Over'), {
      timeout: PATIENCE,
    })
    if (!button) throw new Error('There is no Take Over button.')
    return button.toElement('button')
  }

  takeOver(): Promise<void> {
    return press(this.page, 'button', 'Take Over')
  }

  /** Waits until the open conversation is mine: only then is there a message box. */
  async holds(): Promise<void> {
    await sees(this.page, 'Handled by You')
    await this.page.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
  }

  /** Types into the message box without sending. */
  async type(text: string): Promise<void> {
    const box = await this.page.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
    await box?.type(text)
  }

  async send(text: string): Promise<void> {
    await this.type(text)
    await this.page.keyboard.press('Enter')
    await this.hasWritten(text)
  }

  /** Waits until a message of mine is on the disk: a bubble is there a moment before, and claims nothing. */
  async hasWritten(text: string): Promise<void> {
    await this.page.waitForFunction(
      (said) =>
        [...document.querySelectorAll('[data-key]')].some(
          (row) =>
            row.textContent.includes(said) &&
            row.querySelector('[data-state]:not([data-state=unwritten])'),
        ),
      { timeout: PATIENCE },
      text,
    )
  }

  /** How many messages of the open conversation hold this text. */
  messagesWith(text: string): Promise<number> {
    return messagesWith(this.page, '[data-test=bubble]', text)
  }

  /** Answers "read before sending?" with Send, if it is asked now. */
  async sendHeld(): Promise<void> {
    const send = await this.page.$('[data-test=message-state] [role=alert] ::-p-text(Send)')
    await send?.evaluate((element) => {
      element.closest('button')?.click()
    })
  }

  async handOverToAi(note?: string): Promise<void> {
    await press(this.page, 'button', 'Handover')
    await this.#dialogRadio('Handover to AI Agent')
    await this.#confirmHandover(note)
  }

  async transferTo(name: string, note?: string): Promise<void> {
    await press(this.page, 'button', 'Handover')
    await this.#dialogRadio('Transfer to Another Agent')
    await this.page.locator('[role=dialog] [role=combobox]').click()
    await this.page.locator(`[role=option] ::-p-text(${name})`).setTimeout(PATIENCE).click()
    await this.#confirmHandover(note)
  }

  async #dialogRadio(name: string): Promise<void> {
    await this.page.locator(`[role=dialog] ::-p-text(${name})`).setTimeout(PATIENCE).click()
  }

  async #confirmHandover(note?: string): Promise<void> {
    if (note) await this.page.locator('[role=dialog] textarea').fill(note)
    await this.page.locator(`[role=dialog] ${aria('button', 'Handover')}`).click()
    await this.page.waitForSelector('[role=dialog]', { hidden: true, timeout: PATIENCE })
  }
}

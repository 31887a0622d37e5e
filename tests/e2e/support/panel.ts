import type { Page } from 'puppeteer-core'
import { DEMO_PEOPLE } from '../../../server/demo/people.ts'
import { aria, fill, messagesWith, PATIENCE, press, sees } from './screen.ts'

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
    await this.page
      .locator(`[data-conversation-row] ::-p-text(${text})`)
      .setTimeout(PATIENCE)
      .click()
  }

  /** In the narrow panel, brings the list back over the open conversation. */
  backToList(): Promise<void> {
    return press(this.page, 'button', 'Show the list (Esc)')
  }

  takeOver(): Promise<void> {
    return press(this.page, 'button', 'Take Over')
  }

  /** Types into the message box without sending. */
  async type(text: string): Promise<void> {
    const box = await this.page.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
    await box?.type(text)
  }

  async send(text: string): Promise<void> {
    await this.type(text)
    await this.page.keyboard.press('Enter')
    await sees(this.page, text)
  }

  /** How many messages of the open conversation hold this text. */
  messagesWith(text: string): Promise<number> {
    return messagesWith(this.page, '[data-test=bubble]', text)
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

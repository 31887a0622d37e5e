import type { Page } from 'puppeteer-core'
import { messagesWith, PATIENCE, press, sees } from './screen.ts'

/** What a customer does in the chat, in a customer's words. */
export class Customer {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  async write(text: string): Promise<void> {
    const box = await this.page.waitForSelector('textarea', { timeout: PATIENCE, visible: true })
    await box?.type(text)
    await this.page.keyboard.press('Enter')
    await sees(this.page, text)
  }

  /** How many messages hold this text. */
  messagesWith(text: string): Promise<number> {
    return messagesWith(this.page, 'article', text)
  }

  askForHuman(): Promise<void> {
    return press(this.page, 'button', 'Talk to a human')
  }
}

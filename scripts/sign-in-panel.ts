import type { Page } from 'puppeteer-core'

/** Whom a panel is signed in as. */
export interface PanelSignIn {
  email: string
  password: string
}

/** Milliseconds for the sign-in to be on the screen; a panel that is signed in already never has it. */
const SHOWN_MS = 3_000

/**
 * Saves typing in a panel that asks to sign in: the address of the server; and `as` somebody, all of it and the press of
 * the button. A panel that is signed in stays as it is.
 */
export async function signInPanel(panel: Page, serverUrl: string, as?: PanelSignIn): Promise<void> {
  const field = (type: 'url' | 'email' | 'password') => panel.locator(`form input[type=${type}]`)
  const address = field('url').setTimeout(SHOWN_MS)
  const isAsked = await address.fill(serverUrl).then(
    () => true,
    () => false,
  )
  if (!isAsked || !as) return
  await field('email').fill(as.email)
  await field('password').fill(as.password)
  await panel.locator('form button[type=submit]').click()
}

import type { BatonOnSite } from '../loader/site-visitor.ts'

// What a site does to sign its customer in to the chat. A real one knows who its customer is; this one has a
// switch.

const KEPT = 'shop:signed-in'
const button = document.querySelector<HTMLButtonElement>('[data-sign-in]')

/** The script of the chat may come before this one or after it. */
const baton = new Promise<BatonOnSite>((resolve) => {
  const look = () => {
    if (isOnSite(window)) resolve(window.baton)
  }
  look()
  document.addEventListener('baton:ready', look)
})

function isOnSite(page: object): page is { baton: BatonOnSite } {
  return 'baton' in page
}

/** The site's signed word; on a real site its own server makes it, for whoever is signed in there. */
async function fetchWord(nonce: string | null): Promise<string> {
  const response = await fetch('/shop/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ nonce }),
  })
  if (!response.ok) throw new Error('The shop could not sign Ana in.')
  return response.text()
}

async function show(isSignedIn: boolean): Promise<void> {
  button?.setAttribute('aria-checked', String(isSignedIn))
  if (button) button.textContent = isSignedIn ? 'Signed in as Ana: sign out' : 'Sign in as Ana'
  const chat = await baton
  chat.identify(isSignedIn ? fetchWord : null)
  if (isSignedIn) chat.context({ plan: 'Nusa Plus', cart: 'Jepara lamp', orders: 4 })
}

button?.addEventListener('click', () => {
  const isSignedIn = sessionStorage.getItem(KEPT) === null
  if (isSignedIn) sessionStorage.setItem(KEPT, '1')
  else sessionStorage.removeItem(KEPT)
  void show(isSignedIn)
})
if (sessionStorage.getItem(KEPT) !== null) void show(true)

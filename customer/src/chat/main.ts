import './tokens.css'
import { v7 as newId } from 'uuid'
import { createApp, h, reactive, watch } from 'vue'
import { fileServerAt } from '../connection/file-server.ts'
import { createCustomerAt } from '../connection/create-customer.ts'
import { identifyCustomerAt } from '../connection/identify-customer.ts'
import { socketLinkTo } from '../connection/socket-link.ts'
import { newChatState } from '../store/chat-state.ts'
import { chatStorage } from '../store/chat-storage.ts'
import { Chat } from '../store/chat.ts'
import { claimTokenIn } from '../store/claim-token.ts'
import { fileShelfIn } from '../store/file-shelf.ts'
import { memoryStorage } from '../store/memory-storage.ts'
import { listenToSite, type SiteTold } from '../site/listen-to-site.ts'
import type { FrameTells } from '../site/messages.ts'
import { browserFacts } from '../site/browser-facts.ts'
import { language, words } from '../words/page-words.ts'
import ChatApp from './ChatApp.vue'

const query = new URLSearchParams(window.location.search)
const team = query.get('team') ?? ''
const embedded = query.get('embed') === '1'
const isInSite = embedded && window.parent !== window
const { origin } = window.location

const state = reactive(newChatState())
const storage = chatStorage(browserStorage(), team)
const chat = new Chat({
  team,
  state,
  storage,
  openLink: socketLinkTo(origin),
  createCustomer: createCustomerAt(origin, (input, init) => window.fetch(input, init)),
  identifyCustomer: identifyCustomerAt(origin, (input, init) => window.fetch(input, init)),
  claimToken: claimTokenIn(() => window.indexedDB, team),
  words,
  shelf: fileShelfIn(() => window.indexedDB),
  fileServer: fileServerAt(origin, (input, init) => window.fetch(input, init)),
  newId,
  now: Date.now,
  later: (ms, run) => void window.setTimeout(run, ms),
})

/** A browser that blocks all site data throws at the mere mention; the chat then lasts until the reload. */
function browserStorage(): Storage {
  try {
    return window.localStorage
  } catch {
    return memoryStorage()
  }
}

/** Tells the script that embeds this page. */
function tell(message: FrameTells): void {
  if (isInSite) window.parent.postMessage(message, '*')
}

function tellVisit(told: Pick<SiteTold, 'page' | 'context'>): void {
  chat.tellVisit({ ...told, ...browserFacts() })
}

function reload(): void {
  if (isInSite) tell({ baton: 'reload' })
  else window.location.reload()
}

/** How long the script of the site is waited for, in ms: it is there before this page, or never comes. */
const SITE_WAIT_MS = 3_000

/** Who the customer is, the site says first of all: somebody else's chat must not be shown for a moment. */
function startInSite(): void {
  let isStarted = false
  const start = (run: () => Promise<void>) => {
    if (isStarted) return
    isStarted = true
    void run()
  }
  listenToSite(window, ({ identity, page, context }) => {
    tellVisit({ page, context })
    if (isStarted || identity !== null) {
      isStarted = true
      void chat.become(identity)
    } else start(() => chat.start())
  })
  window.setTimeout(() => start(() => chat.start()), SITE_WAIT_MS)
  tell({ baton: 'ready' })
}

document.documentElement.lang = language
watch(
  () => state.phase,
  (phase) => {
    const isExpired = phase.status === 'failed' && phase.reason === 'identity-expired'
    if (isExpired) tell({ baton: 'identity-expired' })
  },
)

createApp({
  render: () =>
    h(ChatApp, {
      // Somebody else sits here: nothing of what the one before was writing stays.
      key: state.person,
      chat,
      state,
      embedded,
      draft: storage.draft(),
      onDraft: (text: string) => storage.setDraft(text),
      onClose: () => tell({ baton: 'close' }),
      onReload: reload,
      onUnread: (count: number) => tell({ baton: 'unread', count }),
    }),
}).mount('#chat')

if (isInSite) startInSite()
else {
  tellVisit({ page: null })
  void chat.start()
}

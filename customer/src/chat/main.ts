import './tokens.css'
import { v7 as newId } from 'uuid'
import { createApp, h, reactive } from 'vue'
import { fileServerAt } from '../connection/file-server.ts'
import { createCustomerAt } from '../connection/create-customer.ts'
import { socketLinkTo } from '../connection/socket-link.ts'
import { newChatState } from '../store/chat-state.ts'
import { chatStorage } from '../store/chat-storage.ts'
import { Chat } from '../store/chat.ts'
import { claimTokenIn } from '../store/claim-token.ts'
import { fileShelfIn } from '../store/file-shelf.ts'
import { memoryStorage } from '../store/memory-storage.ts'
import ChatApp from './ChatApp.vue'

const query = new URLSearchParams(window.location.search)
const team = query.get('team') ?? ''
const embedded = query.get('embed') === '1'
const { origin } = window.location

const state = reactive(newChatState())
const storage = chatStorage(browserStorage(), team)
const chat = new Chat({
  team,
  state,
  storage,
  openLink: socketLinkTo(origin),
  createCustomer: createCustomerAt(origin, (input, init) => window.fetch(input, init)),
  claimToken: claimTokenIn(() => window.indexedDB, team),
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

/** Tells the script that embeds this page; it may be on any site, and learns nothing but this. */
function tell(message: { baton: 'close' } | { baton: 'unread'; count: number }): void {
  if (embedded && window.parent !== window) window.parent.postMessage(message, '*')
}

createApp({
  render: () =>
    h(ChatApp, {
      chat,
      state,
      embedded,
      draft: storage.draft(),
      onDraft: (text: string) => storage.setDraft(text),
      onClose: () => tell({ baton: 'close' }),
      onUnread: (count: number) => tell({ baton: 'unread', count }),
    }),
}).mount('#chat')
void chat.start()

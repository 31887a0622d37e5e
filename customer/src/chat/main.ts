import './tokens.css'
import { v7 as newId } from 'uuid'
import { computed, createApp, h, reactive, ref, watch } from 'vue'
import { fileServerAt } from '../connection/file-server.ts'
import { createCustomerAt } from '../connection/create-customer.ts'
import { fetchNonceAt } from '../connection/fetch-nonce.ts'
import { identifyCustomerAt } from '../connection/identify-customer.ts'
import { newToken } from '../connection/new-token.ts'
import { pageWorld } from '../connection/page-world.ts'
import { socketLinkTo } from '../connection/socket-link.ts'
import { newChatState } from '../store/chat-state.ts'
import { chatStorage } from '../store/chat-storage.ts'
import { Chat } from '../store/chat.ts'
import { claimTokenIn } from '../store/claim-token.ts'
import { fileShelfIn } from '../store/file-shelf.ts'
import { aloneAmongTabs, isFirstToSound } from '../store/first-to-tell.ts'
import { browserStorage } from '../store/kept-by-site.ts'
import { unreadIn } from '../store/unread.ts'
import { allowedSites, sitesIn } from '../site/allowed-sites.ts'
import type { FrameTells, Shown } from '../site/messages.ts'
import { startInSite, type SiteToTell } from '../site/site-link.ts'
import { titleCount } from '../site/title-count.ts'
import { browserFacts } from '../site/browser-facts.ts'
import { language, words } from '../words/page-words.ts'
import ChatApp from './ChatApp.vue'
import { ring } from './ring.ts'

const query = new URLSearchParams(window.location.search)
const team = query.get('team') ?? ''
const embedded = query.get('embed') === '1'
const isInSite = embedded && window.parent !== window
const { origin } = window.location

const state = reactive(newChatState())
const { storage: kept, hand } = browserStorage(() => window.localStorage)
const storage = chatStorage(kept, team)
state.isKept = hand === null
/** How much of it the site's page shows; without a site, all. */
const shown = ref<Shown>(isInSite ? 'nothing' : 'chat')
const chat = new Chat({
  team,
  state,
  storage,
  openLink: socketLinkTo(origin, pageWorld(window)),
  createCustomer: createCustomerAt(origin, (input, init) => window.fetch(input, init)),
  identifyCustomer: identifyCustomerAt(origin, (input, init) => window.fetch(input, init)),
  fetchNonce: fetchNonceAt(origin, (input, init) => window.fetch(input, init)),
  newToken,
  claimToken: claimTokenIn(() => window.indexedDB, team),
  words,
  shelf: fileShelfIn(() => window.indexedDB),
  fileServer: fileServerAt(origin, (input, init) => window.fetch(input, init)),
  newId,
  now: Date.now,
  random: Math.random,
  later: (ms, run) => void window.setTimeout(run, ms),
})

/** Tells the script that embeds this page. */
function tell(message: FrameTells): void {
  if (isInSite) window.parent.postMessage(message, '*')
}

function reload(): void {
  if (isInSite) tell({ baton: 'reload' })
  else window.location.reload()
}

const unread = computed(() => unreadIn(state))
const title = titleCount(document)

/** What is new is told on the page that shows the chat: by its button, its title and a sound. */
function tellNews(): void {
  const { count, newest } = unread.value
  const isNew = newest !== null && newest.seq > storage.mark('put-away')
  tell({ baton: 'unread', count, isNew })
  if (!isInSite) title.show(count)
}

/** Somebody may see it a moment later, in this tab or another. */
const SOUND_AFTER_MS = 700

function soundLater(seq: number): void {
  window.setTimeout(() => {
    const isSeen = seq <= state.seen || (shown.value === 'chat' && !document.hidden)
    if (isSeen) return
    void isFirstToSound({ storage, alone: aloneAmongTabs(navigator.locks) }, seq).then(
      (isFirst) => {
        if (isFirst) void ring()
      },
    )
  }, SOUND_AFTER_MS)
}

function putAway(): void {
  storage.setMark('put-away', unread.value.newest?.seq ?? 0)
  tell({ baton: 'close' })
}

/** A browser that keeps nothing for the chat leaves that to the site, if it is one that the team has named. */
function keepWith(kept: string | null, site: SiteToTell): void {
  if (!hand || !site.isNamed) return
  hand.to(kept, (said) => site.tell({ baton: 'keep', kept: said }))
  state.isKept = true
  chat.broughtBack()
}

document.documentElement.lang = language
watch(
  () => state.phase,
  (phase) => {
    if (phase.status !== 'failed') return
    if (phase.reason === 'identity-expired') tell({ baton: 'identity-expired' })
    if (phase.reason === 'no-team') tell({ baton: 'no-team' })
  },
)

watch(
  () => state.refusal,
  (reason) => reason !== null && tell({ baton: 'identity-refused', reason }),
)
watch(
  () => [unread.value.count, unread.value.newest?.seq ?? 0] as const,
  ([, seq], [, before]) => {
    tellNews()
    if (seq > before) soundLater(seq)
  },
)
watch(
  () => state.messages.length + state.pending.length > 0,
  (written) => written && tell({ baton: 'written', written }),
)
watch(
  () => state.person,
  () => tell({ baton: 'written', written: false }),
)
// Another tab of this customer has seen something, or put it away.
window.addEventListener('storage', () => {
  chat.seen.lookAgain()
  tellNews()
})

createApp(() =>
  h(ChatApp, {
    // Somebody else sits here: nothing of what the one before was writing stays.
    key: state.person,
    chat,
    state,
    embedded,
    preview: shown.value === 'preview' ? unread.value.newest : null,
    draft: storage.draft(),
    onDraft: (text: string) => storage.setDraft(text),
    onClose: () => tell({ baton: 'close' }),
    onReload: reload,
    onOpen: () => tell({ baton: 'open' }),
    onPutAway: putAway,
  }),
).mount('#chat')

if (isInSite) {
  const sites = allowedSites(sitesIn(document), origin)
  startInSite({
    ...{ window, chat, sites, kept: keepWith },
    shown: (now) => {
      shown.value = now
    },
  })
  tell({ baton: 'ready' })
} else {
  chat.tellVisit({ page: null, ...browserFacts() })
  void chat.start()
}

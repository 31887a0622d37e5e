import type { Shown, SiteTells } from '../site/messages.ts'
import { wordsIn, type Language } from '../words/words.ts'
import { createChatFrame } from './chat-frame.ts'
import { createHost } from './launcher-host.ts'
import { launcherFace } from './launcher-face.ts'
import type { SiteMemory } from './site-memory.ts'
import type { TitleCount } from '../site/title-count.ts'
import type { SiteVisitor } from './site-visitor.ts'

export interface LauncherOptions {
  document: Document
  /** Origin of the Baton server. */
  origin: string
  /** The team's public name (slug). */
  team: string
  language: Language
  /** What the site says of its customer, and hears of them. */
  visitor: Omit<SiteVisitor, 'api'>
  memory: SiteMemory
  title: TitleCount
  /** The page took the button away: another one has to be made, which shows as much of the chat. */
  lost: (shown: Shown) => void
  /** The chat has found that there is no such team. */
  noTeam: () => void
}

export interface Launcher {
  /** The page itself cannot reach into it. */
  root: ShadowRoot
  /** Something about the customer has changed: tells the chat, if it is there. */
  tell: () => void
  /** Takes it off the page for good. */
  remove: () => void
}

/** Puts the button and, once it is wanted, the chat's frame on the page. */
export function createLauncher(options: LauncherOptions, begin: Shown = 'nothing'): Launcher {
  const { document, origin, team, language, visitor, memory, title, lost, noTeam } = options
  const words = wordsIn(language)
  const host = createHost(document, () => lost(shown))
  const query = new URLSearchParams({ team, lang: language })
  const face = launcherFace(document, words, {
    press: () => show(shown === 'chat' ? 'nothing' : 'chat'),
    // A page without an origin (a file, a sandbox, an app's own page) may not frame the chat.
    leadsTo: canFrame(document) ? null : `${origin}/chat?${query.toString()}`,
  })
  let shown: Shown = 'nothing'
  let unread = 0

  const frame = createChatFrame({
    ...{ document, origin, words, title: words.chat, signal: host.signal },
    query: new URLSearchParams({ team, embed: '1', lang: language }),
    direct: `${origin}/chat?${query.toString()}`,
    heard: (message) => hears.get(message.baton)?.(message),
    tells: (): SiteTells => ({ ...visitor.tells(), shown, kept: memory.kept() }),
  })
  host.root.append(frame.element, face.element)

  function show(wanted: Shown): void {
    const had = shown
    shown = wanted
    frame.show(wanted)
    describe()
    if (wanted === 'nothing' && had === 'chat') face.element.focus()
  }

  function describe(): void {
    face.describe({ isOpen: shown === 'chat', unread })
    title.show(unread)
  }

  function heardNews(count: number, isNew: boolean): void {
    unread = count
    if (shown !== 'chat') show(count > 0 && (isNew || shown === 'preview') ? 'preview' : 'nothing')
    describe()
  }

  const hears = new Map<unknown, (message: Record<string, unknown>) => void>([
    ['nonce', ({ nonce }) => visitor.heardNonce(asText(nonce))],
    ['open', () => show('chat')],
    ['close', () => show('nothing')],
    ['reload', () => document.defaultView?.location.reload()],
    ['identity-expired', () => visitor.heardExpired()],
    ['identity-refused', ({ reason }) => visitor.heardRefused(asText(reason) ?? '')],
    [
      'unread',
      ({ count, isNew }) => heardNews(typeof count === 'number' ? count : 0, isNew === true),
    ],
    ['written', ({ written }) => memory.setWritten(written === true)],
    ['keep', ({ kept }) => memory.keep(asText(kept))],
    ['no-team', noTeam],
  ])

  host.root.addEventListener('keydown', (event) => {
    if (event instanceof KeyboardEvent && event.key === 'Escape' && shown === 'chat')
      show('nothing')
  })
  show(begin)
  // Only who has written is owed an answer: nobody else's page loads the chat.
  if (canFrame(document) && memory.hasWritten()) frame.load()
  return { root: host.root, tell: () => frame.tell(), remove: () => host.remove() }
}

/** What comes from the frame is checked here, where the script has to be small. */
function asText(said: unknown): string | null {
  return typeof said === 'string' ? said : null
}

function canFrame(document: Document): boolean {
  const { location, origin } = document.defaultView ?? {}
  return origin !== 'null' && (location === undefined || /^https?:$/.test(location.protocol))
}

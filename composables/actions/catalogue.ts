import type { TextKey } from '../../locales/catalogue.ts'

/** Where an action stands on the sheet of keys, in the palette and in Settings. */
export const ACTION_GROUPS = ['navigate', 'conversation', 'write', 'panel'] as const
export type ActionGroup = (typeof ACTION_GROUPS)[number]

interface Entry {
  id: string
  title: TextKey
  group: ActionGroup
  /** The key it has until the agent chooses another, or none, written as `strokeOf` writes it. */
  key: string
  /** Whether a key held down does it again and again. */
  repeats?: true
  /** Whether it is offered to admins alone. */
  adminsOnly?: true
}

/**
 * Everything that can be done in the panel. What an action does is said by whoever is on the screen, with
 * `useAction`.
 *
 * Where a plain letter works, `keyOwner` says; `Mod` (Ctrl, on a Mac ⌘) works everywhere. Tests hold
 * that no two share a key and that none is taken from the browser.
 */
export const ACTIONS = [
  { id: 'palette', title: 'palette.palette', group: 'navigate', key: 'Mod+k' },
  {
    id: 'nextConversation',
    title: 'palette.nextConversation',
    group: 'navigate',
    key: 'j',
    repeats: true,
  },
  {
    id: 'previousConversation',
    title: 'palette.previousConversation',
    group: 'navigate',
    key: 'k',
    repeats: true,
  },
  { id: 'nextWaiting', title: 'palette.nextWaiting', group: 'navigate', key: 'w' },
  { id: 'chooseRow', title: 'palette.chooseRow', group: 'navigate', key: 'x' },
  { id: 'clearChosen', title: 'palette.clearChosen', group: 'navigate', key: 'u' },
  { id: 'search', title: 'palette.search', group: 'navigate', key: '/' },
  { id: 'backToList', title: 'palette.backToList', group: 'navigate', key: 'Escape' },
  { id: 'filterAll', title: 'palette.filterAll', group: 'navigate', key: '1' },
  { id: 'filterWaiting', title: 'palette.filterWaiting', group: 'navigate', key: '2' },
  { id: 'filterMine', title: 'palette.filterMine', group: 'navigate', key: '3' },
  { id: 'filterAi', title: 'palette.filterAi', group: 'navigate', key: '4' },
  { id: 'filterOthers', title: 'palette.filterOthers', group: 'navigate', key: '5' },
  { id: 'filterResolved', title: 'palette.filterResolved', group: 'navigate', key: '6' },
  { id: 'filterAgent', title: 'palette.filterAgent', group: 'navigate', key: '7' },
  { id: 'filterTag', title: 'palette.filterTag', group: 'navigate', key: '8' },
  { id: 'takeOver', title: 'palette.takeOver', group: 'conversation', key: 't' },
  { id: 'nudge', title: 'palette.nudge', group: 'conversation', key: 'Shift+N' },
  { id: 'handover', title: 'palette.handover', group: 'conversation', key: 'h' },
  { id: 'handToAi', title: 'palette.handToAi', group: 'conversation', key: 'b' },
  { id: 'resolve', title: 'palette.resolve', group: 'conversation', key: 'e' },
  { id: 'resolveNext', title: 'chat.resolveNext', group: 'conversation', key: 'Alt+Shift+E' },
  { id: 'reopen', title: 'palette.reopen', group: 'conversation', key: 'Shift+E' },
  { id: 'accept', title: 'palette.accept', group: 'conversation', key: 'y' },
  { id: 'decline', title: 'palette.decline', group: 'conversation', key: 'Shift+Y' },
  { id: 'jumpToLatest', title: 'palette.jumpToLatest', group: 'conversation', key: 'l' },
  { id: 'messages', title: 'palette.messages', group: 'conversation', key: 'o' },
  { id: 'customerDetails', title: 'palette.customerDetails', group: 'conversation', key: 'd' },
  { id: 'editCustomer', title: 'palette.editCustomer', group: 'conversation', key: 'p' },
  { id: 'tags', title: 'palette.tags', group: 'conversation', key: 'g' },
  { id: 'openInTab', title: 'palette.openInTab', group: 'conversation', key: 'Shift+O' },
  { id: 'copyId', title: 'palette.copyId', group: 'conversation', key: 'c' },
  {
    id: 'closeConversation',
    title: 'palette.closeConversation',
    group: 'conversation',
    key: 'Shift+X',
  },
  { id: 'reply', title: 'palette.reply', group: 'write', key: 'r' },
  { id: 'note', title: 'palette.note', group: 'write', key: 'n' },
  { id: 'templates', title: 'palette.templates', group: 'write', key: 'm' },
  { id: 'attach', title: 'palette.attach', group: 'write', key: 'f' },
  { id: 'emoji', title: 'palette.emoji', group: 'write', key: 'i' },
  { id: 'sendNext', title: 'composer.sendNext', group: 'write', key: 'Alt+Enter' },
  { id: 'sendResolve', title: 'composer.sendResolve', group: 'write', key: 'Alt+Shift+Enter' },
  { id: 'quote', title: 'palette.quote', group: 'write', key: 'q' },
  { id: 'undoSend', title: 'palette.undoSend', group: 'write', key: 'z' },
  { id: 'retry', title: 'palette.retry', group: 'write', key: 'Shift+R' },
  { id: 'suggestion1', title: 'palette.suggestion1', group: 'write', key: 'Alt+1' },
  { id: 'suggestion2', title: 'palette.suggestion2', group: 'write', key: 'Alt+2' },
  { id: 'suggestion3', title: 'palette.suggestion3', group: 'write', key: 'Alt+3' },
  { id: 'suggestedReply', title: 'palette.suggestedReply', group: 'write', key: 'Alt+0' },
  { id: 'manageTemplates', title: 'palette.manageTemplates', group: 'panel', key: 'Shift+M' },
  {
    id: 'integrations',
    title: 'palette.integrations',
    group: 'panel',
    key: 'Shift+I',
    adminsOnly: true,
  },
  { id: 'presence', title: 'palette.presence', group: 'panel', key: 'a' },
  { id: 'theme', title: 'palette.theme', group: 'panel', key: 'Shift+T' },
  { id: 'language', title: 'palette.language', group: 'panel', key: 'Shift+L' },
  { id: 'density', title: 'palette.density', group: 'panel', key: 'Shift+D' },
  { id: 'keySheet', title: 'palette.keySheet', group: 'panel', key: '?' },
  { id: 'settings', title: 'common.settings', group: 'panel', key: ',' },
  { id: 'signOut', title: 'palette.signOut', group: 'panel', key: 'Alt+Shift+Q' },
] as const satisfies readonly Entry[]

export type ActionId = (typeof ACTIONS)[number]['id']
export type ActionEntry = Entry & { id: ActionId }

/** The catalogue by id. */
export const ACTION: ReadonlyMap<string, ActionEntry> = new Map(
  ACTIONS.map((entry) => [entry.id, entry]),
)

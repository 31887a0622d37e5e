/** Where an action stands on the sheet of keys, in the palette and in Settings. */
export const ACTION_GROUPS = ['navigate', 'conversation', 'write', 'panel'] as const
export type ActionGroup = (typeof ACTION_GROUPS)[number]

interface Entry {
  id: string
  group: ActionGroup
  /** The key it has until the agent chooses another, written as `strokeOf` writes it; null: by the palette only. */
  key: string | null
  /** Whether a key held down does it again and again. */
  repeats?: true
}

/**
 * Everything that can be done in the panel. What an action is called stands in the locales under
 * `palette.action.<id>`; what it does is said by whoever is on the screen, with `useAction`.
 *
 * A plain letter works wherever nothing is being typed; `Mod` (Ctrl, on a Mac ⌘) works everywhere. Tests hold
 * that no two share a key and that none is taken from the browser.
 */
export const ACTIONS = [
  { id: 'palette', group: 'navigate', key: 'Mod+k' },
  { id: 'nextConversation', group: 'navigate', key: 'j', repeats: true },
  { id: 'previousConversation', group: 'navigate', key: 'k', repeats: true },
  { id: 'nextWaiting', group: 'navigate', key: 'w' },
  { id: 'chooseRow', group: 'navigate', key: 'x' },
  { id: 'search', group: 'navigate', key: '/' },
  { id: 'backToList', group: 'navigate', key: 'Escape' },
  { id: 'filterAll', group: 'navigate', key: '1' },
  { id: 'filterWaiting', group: 'navigate', key: '2' },
  { id: 'filterMine', group: 'navigate', key: '3' },
  { id: 'filterAi', group: 'navigate', key: '4' },
  { id: 'filterOthers', group: 'navigate', key: '5' },
  { id: 'filterResolved', group: 'navigate', key: '6' },
  { id: 'takeOver', group: 'conversation', key: 't' },
  { id: 'handover', group: 'conversation', key: 'h' },
  { id: 'handToAi', group: 'conversation', key: 'b' },
  { id: 'resolve', group: 'conversation', key: 'e' },
  { id: 'jumpToLatest', group: 'conversation', key: 'l' },
  { id: 'openInTab', group: 'conversation', key: 'Shift+O' },
  { id: 'copyId', group: 'conversation', key: 'c' },
  { id: 'closeConversation', group: 'conversation', key: 'Shift+X' },
  { id: 'reply', group: 'write', key: 'r' },
  { id: 'note', group: 'write', key: 'n' },
  { id: 'templates', group: 'write', key: 'm' },
  { id: 'presence', group: 'panel', key: 'a' },
  { id: 'theme', group: 'panel', key: 'Shift+T' },
  { id: 'keySheet', group: 'panel', key: '?' },
  { id: 'signOut', group: 'panel', key: null },
] as const satisfies readonly Entry[]

export type ActionId = (typeof ACTIONS)[number]['id']
export type ActionEntry = Entry & { id: ActionId }

/** The catalogue by id. */
export const ACTION: ReadonlyMap<string, ActionEntry> = new Map(
  ACTIONS.map((entry) => [entry.id, entry]),
)

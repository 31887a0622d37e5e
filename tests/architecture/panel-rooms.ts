/**
 * The rooms of the panel (`components/<room>`), and which other rooms each composes. `early`, `live`, `base` and what lies
 * in `composables/` are for all of them; nothing else of a neighbour may be imported.
 */
export const PANEL_ROOMS: Record<string, readonly string[]> = {
  // What is painted before it is stored, and what a panel opens with.
  early: [],
  // Live queries that several rooms share.
  live: ['early'],
  // Buttons, menus, fields: no thing of their own.
  base: ['live'],
  // Take-overs, resolves and the like: asked from the list and from the chat.
  moves: ['base', 'live'],
  states: ['base', 'live'],
  'sign-in': ['base', 'live'],
  settings: ['base', 'live', 'early'],
  attachment: ['base', 'live'],
  message: ['base', 'live', 'early', 'attachment'],
  customer: ['base', 'live'],
  handover: ['base', 'live'],
  composer: ['base', 'live', 'early', 'attachment'],
  // A template is shown as the message that it becomes.
  templates: ['base', 'live', 'attachment', 'message'],
  integrations: ['base', 'live'],
  list: ['base', 'live', 'early', 'moves', 'settings'],
  conversation: [
    'base',
    'live',
    'early',
    'moves',
    'states',
    'message',
    'composer',
    'customer',
    'handover',
  ],
  // It lists the settings' sections.
  palette: ['base', 'live', 'settings'],
  shell: [
    'base',
    'live',
    'early',
    'moves',
    'states',
    'settings',
    'templates',
    'integrations',
    'list',
    'conversation',
    'palette',
  ],
}

/** Rooms that hear what the background tells of a moment before it is stored. */
export const HEARS_BACKGROUND: readonly string[] = ['early', 'live']

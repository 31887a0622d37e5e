import type { TeamSettings } from './team-settings.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Settings of a new team, and defaults for settings that a stored team lacks. In a file of its own, so that a panel
 * opens without loading the schemas.
 */
export const DEFAULT_TEAM_SETTINGS: TeamSettings = {
  waitLimitMs: 5 * MINUTE,
  undoSendMs: 0,
  ownerLeft: 'keep',
  ownerLeftAfterMs: 15 * MINUTE,
  transferBackAfterMs: 5 * MINUTE,
  backToAiAfterMs: null,
  templateEditors: 'everyone',
  chatSites: [],
  greeting: '',
  suggestedQuestions: [],
  copyKeptMs: 90 * DAY,
  notices: {
    'human-asked': 'A human agent was asked to join',
    'taken-over': 'Human agent ({name}) has taken over this conversation',
    'handed-to-ai': 'The AI agent is back in this conversation',
    transferred: 'Human agent ({name}) has taken over this conversation',
    resolved: 'This conversation was resolved',
    'owner-left': 'Human agent ({name}) had to leave. A colleague will join you here shortly.',
    identified: 'The customer was anonymous and is now {name}',
  },
  attachments: {
    maxBytes: 10 * 1024 * 1024,
    types: [
      ...['image/png', 'image/jpeg', 'image/gif', 'image/webp'],
      ...['application/pdf', 'text/plain', 'text/csv', 'application/zip'],
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/msword',
      'application/vnd.ms-excel',
      'application/vnd.ms-powerpoint',
      'application/vnd.oasis.opendocument.text',
      'application/vnd.oasis.opendocument.spreadsheet',
      'application/vnd.oasis.opendocument.presentation',
    ],
  },
}

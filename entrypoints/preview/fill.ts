import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { putConversations } from '../../db/commands/put-conversations.ts'
import { putMessages } from '../../db/commands/put-messages.ts'
import type { BatonDatabase } from '../../db/database.ts'
import { drawPicture, otherPicture, picture, upload } from './sample-files.ts'
import {
  account,
  agents,
  ATLAS,
  conversations,
  customers,
  messages,
  NOW,
  templates,
} from './samples.ts'

/** Puts the samples where the panel reads. */
export async function fillWithSamples(db: BatonDatabase): Promise<void> {
  await putConversations(db, conversations)
  await putMessages(db, messages)
  await db.customers.bulkPut(customers)
  await db.agents.bulkPut(agents)
  await db.templates.bulkPut(templates)
  await db.uploads.put(upload)
  const blob = await drawPicture()
  await db.files.bulkPut([picture, otherPicture].map(({ id }) => ({ id, blob, usedAt: NOW })))
  await db.meta.bulkPut([
    { key: 'copy', value: 'samples' },
    { key: 'account', value: account },
    { key: 'connection', value: { status: 'live' } },
    {
      key: 'team',
      value: { ...account.team, settings: DEFAULT_TEAM_SETTINGS, integrations: [ATLAS] },
    },
    { key: 'cursor', value: { timeline: null, rev: 1, horizon: 0 } },
  ])
}

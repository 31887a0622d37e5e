import { sha256 } from '../../ground/clock.ts'
import type { IntegrationActor } from '../find-key.ts'
import { ApiRefused } from '../v1/api-error.ts'
import type { HandoffResult, NewMirrored, PostHandoffs } from '../v1/api-schemas.ts'
import { writeAs, type MirrorDeps } from './mirror-deps.ts'
import { storeHandoff } from './move-as-bot.ts'
import { storeMessages } from './post-messages.ts'
import { storeConversation } from './put-conversation.ts'

/**
 * Makes the conversation, stores what was said, and asks for a human, in one transaction. The transcript is what the
 * customer saw, so words of the bot are stored as reported ones are, also where a human has the conversation. Throws
 * what each of the three throws, and then nothing is stored.
 */
export function handOffWhole(
  deps: MirrorDeps,
  integration: IntegrationActor,
  { ref, id, transcript, card, ...conversation }: PostHandoffs,
): Promise<HandoffResult> {
  return writeAs(deps, integration, async (write) => {
    const row = await storeConversation(write, deps.ids, integration, ref, conversation)
    if (row.botId !== integration.integrationId) throw new ApiRefused('not_allowed')
    const messages = transcript.map((spoken, place) => toMessage(spoken, place, row.epoch))
    const results = await storeMessages(write, deps, row, messages, 'seen')
    if (results.some(({ code }) => code === 'id_reused')) throw new ApiRefused('id_reused')
    const name = id ?? sha256(JSON.stringify([transcript, card]))
    return storeHandoff(write, deps.ids, row, { id: name, card })
  })
}

function toMessage(
  { id, from, text, at }: PostHandoffs['transcript'][number],
  place: number,
  epoch: number,
): NewMirrored {
  const said = { id: id ?? `#${String(place + 1)}`, text, ...(at !== undefined && { at }) }
  return from === 'customer' ? { ...said, from } : { ...said, from, epoch, shown: true }
}

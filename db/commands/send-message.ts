import { ATTACHMENTS_MAX } from '@baton/protocol/attachment.ts'
import { saysSomething, type SendMessage } from '@baton/protocol/message.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { isEmpty, unknownTo, withReturned } from '../put-back.ts'
import { getAccount } from '../queries/get-account.ts'
import { getTeamSettings } from '../queries/get-team-settings.ts'
import { seenSeq } from '../queries/seen-seq.ts'
import { countTemplateUse } from './count-template-use.ts'

type Said = 'conversationId' | 'epoch' | 'text' | 'visibility' | 'writtenWith' | 'alongside'

/** `alongside` has all of the template's actions, with the note filled in: the server does them with the message. */
export type SendIntent = Pick<SendMessage, Said> & {
  /** Ids of the draft's uploads. */
  attachments?: readonly string[]
  /** The message's id; a new one if left out. */
  id?: string
  /** Ids of the messages that returned to the draft and are in `text` (see `saveDraft`). */
  known?: readonly string[]
}

/** An id for a message that is shown before it is stored. Later ids are higher. */
export function newMessageId(): string {
  return uuidv7()
}

/**
 * Queues a message and empties its draft in one transaction: after any crash, text and files are in exactly one of
 * the two. A file that was added to the draft meanwhile stays in it, and so does the box's other text. Afterwards,
 * kick the background. Returns the message's id. Throws when nobody is signed in, there is nothing to send, the text
 * is too long, or there are more files than a message may have.
 */
export async function sendMessage(
  db: BatonDatabase,
  intent: SendIntent,
  now = Date.now(),
): Promise<string> {
  const { conversationId, epoch, text, visibility, attachments = [] } = intent
  const { writtenWith, alongside } = intent
  const tooMuch = text.length > MESSAGE_TEXT_MAX || attachments.length > ATTACHMENTS_MAX
  if (!saysSomething({ text, attachments }) || tooMuch) {
    throw new Error('There is nothing to send, or too much.')
  }
  const { meta, conversations, messages, outbox, drafts, templateUses } = db
  const tables = [meta, conversations, messages, outbox, drafts, templateUses]
  return db.transaction('rw', tables, async () => {
    const account = await getAccount(db)
    if (!account) throw new Error('Nobody is signed in.')
    const [seen, { undoSendMs }] = await Promise.all([
      seenSeq(db, conversationId),
      getTeamSettings(db),
    ])
    const { id = newMessageId() } = intent
    await db.outbox.add({
      ...{ id, conversationId, epoch, text, attachments: [...attachments], visibility },
      ...{ writtenWith, alongside },
      account: account.agent.id,
      createdAt: now,
      seenSeq: seen,
      status: 'queued',
      notBefore: undoSendMs > 0 ? now + undoSendMs : null,
      failure: null,
    })
    await Promise.all([takeFromDraft(db, intent, now), countTemplateUse(db, writtenWith, 1, now)])
    return id
  })
}

async function takeFromDraft(
  db: BatonDatabase,
  { conversationId, visibility, attachments = [], known = [] }: SendIntent,
  now: number,
): Promise<void> {
  const draft = await db.drafts.get(conversationId)
  if (!draft) return
  // A text that returned a moment ago was not in the message. It stays to be sent.
  const returned = unknownTo(known, draft)
  const here = returned.filter((back) => back.visibility === visibility)
  const texts = withReturned({ ...draft.texts, [visibility]: '' }, here)
  const left = draft.attachments.filter((file) => !attachments.includes(file))
  const gone = { writtenWith: null, alongside: null }
  const rest = { ...draft, ...gone, texts, attachments: left, returned, updatedAt: now }
  if (isEmpty(rest)) await db.drafts.delete(conversationId)
  else await db.drafts.put(rest)
}

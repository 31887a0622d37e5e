import type { Conversation } from '@baton/protocol/conversation.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { TemplateContent } from '@baton/protocol/template.ts'
import { v7 as newId } from 'uuid'
import { attachFile } from '../../../db/commands/attach-file.ts'
import { editTemplate } from '../../../db/commands/edit-template.ts'
import { keepTemplateDraft } from '../../../db/commands/keep-template-draft.ts'
import { markRead } from '../../../db/commands/mark-read.ts'
import { saveDraft } from '../../../db/commands/save-draft.ts'
import { sendMessage } from '../../../db/commands/send-message.ts'
import { aDraft } from '../../../db/testing/builders.ts'
import { connectCustomer, signIn } from '../../acceptance/support/clients.ts'
import { png } from '../../acceptance/support/files.ts'
import { Extension } from '../../faults/support/extension.ts'
import { dumpCopy } from './local-copy.ts'
import { emailOf, PASSWORD, TEAM } from './working-day.ts'

/** How many conversations have something waiting, and how many messages wait in each. */
export const CONVERSATIONS = 3
export const MESSAGES_EACH = 4

/**
 * Rina's browser after a day's work, with the line gone and everything there is to be sent still in it: messages,
 * one of them with a file, drafts, edits of templates, and reading that was not told.
 */
export async function recordLocalCopy(url: string): Promise<string> {
  const { token } = await signIn(url, emailOf('rina'), PASSWORD)
  const extension = new Extension(url, token ?? '')
  await extension.live()
  const { db } = extension
  const conversations: Conversation[] = []
  for (let n = 0; n < CONVERSATIONS; n++) conversations.push(await taken(extension, url))
  extension.sync.close()
  for (const { id, epoch } of conversations) {
    for (let n = 0; n < MESSAGES_EACH; n++) {
      const said = {
        conversationId: id,
        epoch,
        text: `Queued ${n}`,
        visibility: 'everyone' as const,
      }
      await sendMessage(db, said)
    }
    await saveDraft(db, aDraft(id, 'Half an answ'))
    await markRead(db, id, 1)
  }
  const [first] = conversations
  if (!first) throw new Error('There is no conversation.')
  const box = { conversationId: first.id, visibility: 'team' as const }
  const blob = new Blob([new Uint8Array(png())], { type: 'image/png' })
  await attachFile(db, box, { name: 'cup.png', type: 'image/png', image: null, blob })
  await editTemplate(db, { personal: true, base: null, content: SIGNATURE })
  await keepTemplateDraft(db, {
    ...{ templateId: newId(), base: null, updatedAt: Date.now() },
    form: { personal: true, content: { ...SIGNATURE, shortcut: 'later' } },
  })
  return dumpCopy(db, url)
}

/** A conversation that Rina has taken over, as her copy has it. */
async function taken(extension: Extension, url: string): Promise<Conversation> {
  const { db, sync } = extension
  const customer = await connectCustomer(url, TEAM.slug)
  await customer.socket.emitWithAck('message:send', { id: newId(), text: 'Hello' })
  customer.socket.disconnect()
  const theirs = (rows: Conversation[]) => rows.find(({ customer: { id } }) => id === customer.id)
  const read = async () => theirs(await db.conversations.toArray())
  const answered = await extension.until(read, (found) => found?.lastSeq === 2)
  const took = await sync.ask('conversation:take-over', {
    conversationId: answered?.id ?? '',
    epoch: 0,
  })
  if (!took.ok) throw new Error(`Rina could not take over: ${took.error.code}.`)
  const mine = await extension.until(read, (found) => found?.state === 'human')
  if (!mine) throw new Error('The conversation has gone.')
  return mine
}

const SIGNATURE: TemplateContent = {
  ...{ shortcut: 'sign', title: 'Signature', body: 'Rina', tags: [], language: null },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
}

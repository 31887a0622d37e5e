import { v7 as uuidv7 } from 'uuid'
import type { BatonDatabase } from '../database.ts'
import { getAccount } from '../queries/get-account.ts'
import { editTemplate, type TemplateIntent } from './edit-template.ts'

/** Templates stored in one transaction, so that the panel's other writes are not held up. */
const AT_A_TIME = 500

/**
 * Queues many templates for the server, some hundred in one transaction. `told` gets the number so far, and stops the
 * rest by returning false. Afterwards, kick the background. Returns how many were queued. Throws like `editTemplate`;
 * earlier transactions are kept.
 */
export async function editTemplates(
  db: BatonDatabase,
  intents: readonly TemplateIntent[],
  told: (done: number) => boolean | Promise<boolean>,
  now = Date.now(),
): Promise<number> {
  const tables = [db.meta, db.templates, db.goneTemplates, db.templateEdits]
  let done = 0
  while (done < intents.length) {
    const some = intents.slice(done, done + AT_A_TIME)
    await db.transaction('rw', tables, async () => {
      await addNew(
        db,
        some.filter(({ base }) => base === null),
        now,
      )
      for (const intent of some) if (intent.base !== null) await editTemplate(db, intent, now)
    })
    done += some.length
    if (!(await told(done))) break
  }
  return done
}

/** New templates have no base, so nothing is read before they are written. */
async function addNew(
  db: BatonDatabase,
  intents: readonly TemplateIntent[],
  now: number,
): Promise<void> {
  const account = (await getAccount(db))?.agent.id
  if (account === undefined) throw new Error('Nobody is signed in.')
  await db.templateEdits.bulkAdd(
    intents.map(({ personal, content, templateId = uuidv7() }) => ({
      ...{ id: uuidv7(), templateId, account, kind: 'save', baseVersion: 0, base: null },
      ...{ personal, content, createdAt: now, status: 'queued', tried: false, failure: null },
    })),
  )
}

import type { BatonDatabase } from '../database.ts'
import { editTemplate, type TemplateIntent } from './edit-template.ts'

/** Templates that are stored at a time: a transaction is short enough for what else the panel has to write. */
const AT_A_TIME = 100

/**
 * Puts many templates among the changes that go to the server, a hundred in one transaction. `told` hears how many
 * there are so far; when it answers false no more follow. Afterwards, kick the background. Returns how many were put
 * there; throws as `editTemplate` does, with those before the failing hundred kept.
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
      for (const intent of some) await editTemplate(db, intent, now)
    })
    done += some.length
    if (!(await told(done))) break
  }
  return done
}

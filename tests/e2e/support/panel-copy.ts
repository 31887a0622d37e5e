import type { Page } from 'puppeteer-core'
import * as v from 'valibot'

const CONVERSATIONS = v.array(
  v.object({
    id: v.string(),
    state: v.string(),
    ownerId: v.nullable(v.string()),
    lastSeq: v.number(),
    customer: v.object({ name: v.string() }),
  }),
)
const DRAFTS = v.array(
  v.object({
    conversationId: v.string(),
    texts: v.object({ everyone: v.string(), team: v.string() }),
  }),
)
const OUTBOX = v.array(v.object({ conversationId: v.string(), text: v.string() }))

/** A table of the panel's own database, as any of its pages reads it. */
async function table<S extends v.GenericSchema>(
  page: Page,
  name: string,
  rows: S,
): Promise<v.InferOutput<S>> {
  const found = await page.evaluate(
    (store) =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('baton')
        opening.onerror = () => {
          reject(new Error('The database did not open.'))
        }
        opening.onsuccess = () => {
          const all = opening.result.transaction(store).objectStore(store).getAll()
          all.onerror = () => {
            reject(new Error('The table could not be read.'))
          }
          all.onsuccess = () => {
            opening.result.close()
            resolve(JSON.stringify(all.result))
          }
        }
      }),
    name,
  )
  return v.parse(rows, JSON.parse(found))
}

/** Whose every conversation is and how much was said in it, by the customer's name. */
export async function conversationsOf(page: Page): Promise<Record<string, string>> {
  const all = await table(page, 'conversations', CONVERSATIONS)
  return Object.fromEntries(
    all.map(({ id, state, ownerId, lastSeq, customer }) => [
      `${customer.name} ${id}`,
      `${state} ${ownerId ?? 'nobody'} ${lastSeq}`,
    ]),
  )
}

/** The drafts that say something: whose conversation, for whom, and what. */
export async function draftsOf(
  page: Page,
): Promise<{ customer: string; visibility: 'everyone' | 'team'; text: string }[]> {
  const [all, drafts] = [
    await table(page, 'conversations', CONVERSATIONS),
    await table(page, 'drafts', DRAFTS),
  ]
  return drafts.flatMap(({ conversationId, texts }) =>
    (['everyone', 'team'] as const).flatMap((visibility) => {
      const text = texts[visibility]
      const customer = all.find(({ id }) => id === conversationId)?.customer.name ?? conversationId
      return text === '' ? [] : [{ customer, visibility, text }]
    }),
  )
}

/** What is on its way to anybody. */
export async function outboxOf(page: Page): Promise<string[]> {
  return (await table(page, 'outbox', OUTBOX)).map(({ text }) => text)
}

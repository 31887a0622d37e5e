import type { Page } from 'puppeteer-core'
import { aTemplate } from '../../../db/testing/builders.ts'

/** Puts templates into the panel's database, as if they had come from the server; `body` by shortcut. */
export async function addTemplates(panel: Page, bodies: Record<string, string>): Promise<void> {
  const rows = Object.entries(bodies).map(([shortcut, body], at) =>
    aTemplate(at + 1, { shortcut, title: shortcut, body }),
  )
  await panel.evaluate(
    (wanted) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('baton')
        opening.onerror = () => {
          reject(new Error('The database did not open.'))
        }
        opening.onsuccess = () => {
          const writing = opening.result.transaction('templates', 'readwrite')
          for (const row of wanted) writing.objectStore('templates').put(row)
          writing.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
    rows,
  )
}

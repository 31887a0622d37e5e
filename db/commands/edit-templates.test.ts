// @vitest-environment node
import { expect, test } from 'vitest'
import { BatonDatabase } from '../database.ts'
import { listTemplates } from '../queries/list-templates.ts'
import { contentOf } from '../template-view.ts'
import { aTemplate, RINA, TEAM } from '../testing/builders.ts'
import { editTemplates } from './edit-templates.ts'

async function signedIn() {
  const db = new BatonDatabase(`edits ${crypto.randomUUID()}`)
  const account = { serverUrl: 'https://baton.example', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value: account })
  return db
}
const intents = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...{ personal: false, base: null },
    content: { ...contentOf(aTemplate(n)), shortcut: `s${n}` },
  }))

test('many templates are put among the changes some hundred at a time, and it is told how far it is', async () => {
  const db = await signedIn()
  const told: number[] = []
  const done = await editTemplates(db, intents(1_200), (count) => {
    told.push(count)
    return true
  })
  expect(done).toBe(1_200)
  expect(told).toEqual([500, 1_000, 1_200])
  expect(await listTemplates(db)).toHaveLength(1_200)
})

test('what was put there stays when the rest is no more wanted', async () => {
  const db = await signedIn()
  expect(await editTemplates(db, intents(1_200), () => false)).toBe(500)
  expect(await db.templateEdits.count()).toBe(500)
})

test('none of those stored at a time is kept when one of them cannot be', async () => {
  const db = await signedIn()
  const put = editTemplates(db, intents(1_200), async () => {
    await db.meta.delete('account')
    return true
  })
  await expect(put).rejects.toThrow('Nobody is signed in.')
  expect(await db.templateEdits.count()).toBe(500)
})

import { afterEach, expect, test } from 'vitest'
import { effectScope, ref } from 'vue'
import { BatonDatabase } from '../../db/database.ts'
import { aTemplate } from '../../db/testing/builders.ts'
import { useCalmLiveQuery } from './useCalmLiveQuery.ts'

const scope = effectScope(true)
afterEach(() => scope.stop())

test('one change is told at once, hundreds of them now and then, and the last one surely', async () => {
  const db = new BatonDatabase(`calm ${crypto.randomUUID()}`)
  let asked = 0
  const found = scope.run(() =>
    useCalmLiveQuery(async () => {
      asked += 1
      return db.templates.toArray()
    }, ref(true)),
  )
  await expect.poll(() => found?.value?.length).toBe(0)
  await db.templates.put(aTemplate(0))
  await expect.poll(() => found?.value?.length).toBe(1)
  for (let n = 1; n < 300; n += 1) await db.templates.put(aTemplate(n))
  await expect.poll(() => found?.value?.length).toBe(300)
  expect(asked).toBeLessThan(150)
})

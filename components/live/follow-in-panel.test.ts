import { afterEach, expect, test, vi } from 'vitest'
import { databaseFailure } from './database-failure.ts'
import { AGAIN_MS, followInPanel, LASTS_MS } from './follow-in-panel.ts'

let stop: () => void = () => undefined
afterEach(() => {
  stop()
  databaseFailure.value = null
})

/** A query that fails until it is mended. */
function aQuery() {
  const broken = { is: true }
  const query = vi.fn(() =>
    broken.is
      ? Promise.reject(new DOMException('The connection was lost.', 'UnknownError'))
      : Promise.resolve('found'),
  )
  return { query, broken }
}

test('a database that is lost for a moment is asked again, and nobody is told', async () => {
  const { query, broken } = aQuery()
  const next = vi.fn()
  stop = followInPanel(query, next)
  await expect.poll(() => query.mock.calls.length).toBeGreaterThan(1)
  expect(databaseFailure.value).toBeNull()
  broken.is = false
  await expect.poll(() => next.mock.calls).toEqual([['found']])
  expect(databaseFailure.value).toBeNull()
})

test('a failure that lasts is told, and over with the first answer', async () => {
  const { query, broken } = aQuery()
  stop = followInPanel(query, () => undefined)
  await expect
    .poll(() => databaseFailure.value, { timeout: 10 * LASTS_MS })
    .toEqual({ kind: 'refused', details: 'The connection was lost.' })
  broken.is = false
  await expect.poll(() => databaseFailure.value).toBeNull()
})

test('what is ended asks no more', async () => {
  const { query } = aQuery()
  stop = followInPanel(query, () => undefined)
  await expect.poll(() => query.mock.calls.length).toBe(1)
  stop()
  await new Promise((resolve) => setTimeout(resolve, 2 * AGAIN_MS))
  expect(query).toHaveBeenCalledTimes(1)
})

import { expect, test, vi } from 'vitest'
import { browserStorage } from './kept-by-site.ts'
import { memoryStorage } from './memory-storage.ts'

const blocked = () =>
  browserStorage(() => {
    throw new Error('The operation is insecure.')
  })

test('a browser that keeps what it is given keeps it itself', () => {
  const own = memoryStorage()
  expect(browserStorage(() => own)).toEqual({ storage: own, hand: null })
})

test('what one page leaves with the site is there on the next', async () => {
  const first = blocked()
  const keep = vi.fn<(kept: string) => void>()
  first.hand?.to(null, keep)
  first.storage.setItem('token', 'secret')
  first.storage.setItem('draft', 'Hel')
  await Promise.resolve()
  // Those of a moment together.
  expect(keep).toHaveBeenCalledOnce()
  const next = blocked()
  next.hand?.to(keep.mock.lastCall?.[0] ?? null, () => undefined)
  expect(next.storage.getItem('token')).toBe('secret')
  expect(next.storage.getItem('draft')).toBe('Hel')
})

test('nothing is handed to a site before it is named, and nonsense of a site’s is nothing', async () => {
  const { storage, hand } = blocked()
  storage.setItem('token', 'secret')
  await Promise.resolve()
  hand?.to('[1]', () => undefined)
  hand?.to('{"token": 7}', () => undefined)
  hand?.to('{', () => undefined)
  expect(storage.getItem('token')).toBe('secret')
})

// @vitest-environment happy-dom
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { OlderPlace } from '@baton/protocol/older.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref, shallowRef } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { answerAsks } from '../../tests/support/answer-asks.ts'
import { useOlder } from './useOlder.ts'

const scope = effectScope()
const next = { at: 5, id: '00000000-0000-0000-0000-000000000000' }
const loading = vi.fn<() => Promise<Answer<{ next: OlderPlace | null }, AskFailure>>>()

beforeEach(async () => {
  await db.meta.clear()
  loading.mockReset().mockImplementation(async () => {
    await db.meta.put({ key: 'resolvedFrom', value: next })
    return { ok: true, data: { next } }
  })
  answerAsks({ 'load:resolved': loading })
})
afterEach(() => vi.restoreAllMocks())

function older(filter: 'all' | 'resolved', count: number) {
  const online = ref(true)
  const list = shallowRef({
    ids: Array.from({ length: count }, (_, n) => String(n)),
    view: { filter },
    tag: '',
    searching: false,
  })
  const made = scope.run(
    inWorld(() =>
      useOlder(
        () => list.value,
        () => online.value,
      ),
    ),
  )
  if (!made) throw new Error('The scope has ended.')
  return { ...made, online, list }
}
const pages = () => loading.mock.calls.length

test('the first page is fetched unasked, so that the number of resolved ones is right in a small team', async () => {
  const { more } = older('all', 3)
  await expect.poll(() => pages()).toBe(1)
  await expect.poll(() => more.value).toBe(true)
  await db.meta.put({ key: 'resolvedFrom', value: 'end' })
  await expect.poll(() => more.value).toBe(false)
})

test('the next page is fetched when the end of what is here comes near, and not before', async () => {
  await db.meta.put({ key: 'resolvedFrom', value: next })
  const { look, state } = older('resolved', 100)
  await expect.poll(() => state.value).toBe('more')
  look(30, () => undefined)
  expect(pages()).toBe(0)
  look(90, () => undefined)
  await expect.poll(() => pages()).toBeGreaterThan(0)
})

test('offline nothing is asked, and that is said', async () => {
  await db.meta.put({ key: 'resolvedFrom', value: next })
  const { online, look, state } = older('resolved', 3)
  online.value = false
  await expect.poll(() => state.value).toBe('offline')
  const before = pages()
  look(2, () => undefined)
  expect(pages()).toBe(before)
})

test('what failed is asked for again by hand, or when the line is back', async () => {
  await db.meta.put({ key: 'resolvedFrom', value: next })
  loading.mockResolvedValue({ ok: false, error: { code: 'no-answer' } })
  const { state, online } = older('resolved', 3)
  await expect.poll(() => state.value).toBe('failed')
  const before = pages()
  online.value = false
  await expect.poll(() => state.value).toBe('offline')
  online.value = true
  await expect.poll(() => pages()).toBeGreaterThan(before)
})

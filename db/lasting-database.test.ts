import { liveQuery } from 'dexie'
import { afterEach, expect, test, vi } from 'vitest'
import { BatonDatabase } from './database.ts'

let databases = 0

function aDatabase(): BatonDatabase {
  databases += 1
  return new BatonDatabase(`lasting-${databases}`)
}

/** Does something to the next database that is opened, while it is. */
function atNextOpening(meddle: (request: IDBOpenDBRequest) => void): void {
  const open = indexedDB.open.bind(indexedDB)
  vi.spyOn(indexedDB, 'open').mockImplementationOnce((name, version) => {
    const request = open(name, version)
    meddle(request)
    return request
  })
}

afterEach(() => {
  vi.restoreAllMocks()
})

const failures: [string, () => void][] = [
  [
    'deleted while it is made',
    () =>
      atNextOpening((request) => {
        request.addEventListener('upgradeneeded', () => request.transaction?.abort())
      }),
  ],
  [
    'closed by the browser as soon as it is open',
    () =>
      atNextOpening((request) => {
        request.addEventListener('success', () => {
          const { result } = request
          queueMicrotask(() => {
            result.onclose?.call(result, new Event('close'))
          })
        })
      }),
  ],
  [
    'refused by a disk that is full',
    () =>
      vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
        throw new DOMException('No room.', 'QuotaExceededError')
      }),
  ],
]

const row = { key: 'clockOffset', value: 1 } as const

test.each(failures)('a database that was %s is opened again', async (_how, fail) => {
  const db = aDatabase()
  fail()
  await db.meta.put(row).catch(() => undefined)
  const stored = () =>
    db.meta.put(row).then(
      () => db.meta.count(),
      () => 0,
    )
  await expect.poll(stored).toBe(1)
})

test.each(failures)('a live query of a database that was %s answers', async (_how, fail) => {
  const db = aDatabase()
  fail()
  const seen: number[] = []
  const subscription = liveQuery(() => db.meta.count()).subscribe({
    next: (count) => seen.push(count),
    error: () => undefined,
  })
  const opened = () =>
    db.open().then(
      () => db.isOpen(),
      () => false,
    )
  await expect.poll(opened).toBe(true)
  await expect.poll(() => seen).toContain(0)
  subscription.unsubscribe()
})

test('a database that was closed on purpose stays closed', async () => {
  const db = aDatabase()
  const opening = db.open().catch((error: unknown) => error)
  db.close()
  await opening
  await expect(db.meta.count()).rejects.toThrow()
  expect(db.hasBeenClosed()).toBe(true)
})

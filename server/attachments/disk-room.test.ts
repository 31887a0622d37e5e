// @vitest-environment node
import { expect, test } from 'vitest'
import { diskRoom, usualReserve } from './disk-room.ts'

const MB = 1024 * 1024

test.each([
  [24, 6],
  [1_000, 250],
  [10_000, 512],
  [40_000, 2_000],
  [4_000_000, 10_240],
])('of a disk of %i MB %i stay free', (size, free) => {
  expect(usualReserve(size * MB) / MB).toBe(free)
})

test('uploads stop before the reserve, whichever disk is fuller, and go on when there is room', async () => {
  let now = 0
  const free = new Map([
    ['/files', 100 * MB],
    ['/database', 20 * MB],
  ])
  const spaceOf = (path: string) => Promise.resolve({ size: 1_000 * MB, free: free.get(path) ?? 0 })
  const room = diskRoom(['/files', '/database'], 10 * MB, () => now, spaceOf)
  await room.take(6 * MB)
  // The disk was asked a moment ago: what was taken since is counted.
  await expect(room.take(6 * MB)).rejects.toMatchObject({ failure: { code: 'no-space' } })
  await room.take(4 * MB)
  free.set('/database', 10 * MB)
  now += 1_000
  await expect(room.take(1)).rejects.toMatchObject({ failure: { code: 'no-space' } })
  free.set('/database', 90 * MB)
  now += 1_000
  await room.take(6 * MB)
})

test('a folder that is not there yet is on the disk of the one above', async () => {
  await diskRoom([`${import.meta.dirname}/not/made/yet`], 1, () => 0).take(1)
})

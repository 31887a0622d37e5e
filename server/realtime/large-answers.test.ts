// @vitest-environment node
import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { largeAnswers } from './large-answers.ts'

/** A line that has not taken yet what was sent. */
class BusyLine extends EventEmitter {
  transport = { writable: false }
}

test('an answer waits until the line has taken the one before, and leaves nothing behind on the line', async () => {
  const conn = new BusyLine()
  const answers = largeAnswers(() => 0)('team', { connected: true, conn })
  for (let n = 0; n < 3; n++) {
    let made = false
    const page = answers.page(() => {
      made = true
      return Promise.resolve({ answer: n, bytes: 1 })
    })
    await expect.poll(() => conn.listenerCount('drain')).toBe(1)
    expect(made).toBe(false)
    conn.emit('drain')
    expect(await page).toBe(n)
  }
  expect([conn.listenerCount('drain'), conn.listenerCount('close')]).toEqual([0, 0])
})

// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { fc } from '../../tests/support/property.ts'
import { CannotOpen, createSealing } from './sealing.ts'

const sealing = createSealing('x'.repeat(32))
const forRow = (rowId: string) => ({ purpose: 'webhook-secret', rowId }) as const

describe('a secret that is stored', () => {
  test('opens again, looks otherwise each time, and shows nothing of itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 8 }), fc.uuid(), (text, rowId) => {
        const [first, second] = [
          sealing.seal(forRow(rowId), text),
          sealing.seal(forRow(rowId), text),
        ]
        expect(sealing.open(forRow(rowId), first)).toBe(text.toWellFormed())
        expect(first).not.toBe(second)
        expect(first).not.toContain(text)
      }),
    )
  })

  test('opens for no other row and no other purpose', () => {
    const sealed = sealing.seal(forRow('a'), 'secret')
    expect(() => sealing.open(forRow('b'), sealed)).toThrow(CannotOpen)
    expect(() => sealing.open({ purpose: 'model-key', rowId: 'a' }, sealed)).toThrow(CannotOpen)
  })

  test('says that the server has another secret', () => {
    const sealed = createSealing('y'.repeat(32)).seal(forRow('a'), 'secret')
    expect(() => sealing.open(forRow('a'), sealed)).toThrow(/BATON_SECRET is not the one/)
  })

  test('is refused when one character of it is another', () => {
    const sealed = sealing.seal(forRow('a'), 'secret')
    const start = sealed.lastIndexOf('.') + 1
    // The last character of base64 may have bits that mean nothing.
    for (let place = start; place < sealed.length - 1; place += 1) {
      const other = sealed[place] === 'A' ? 'B' : 'A'
      const changed = sealed.slice(0, place) + other + sealed.slice(place + 1)
      expect(() => sealing.open(forRow('a'), changed)).toThrow(/was damaged/)
    }
  })

  test.each(['', 'v1', 'v2.abc.def', 'plain text'])('is no text such as "%s"', (text) => {
    expect(() => sealing.open(forRow('a'), text)).toThrow(CannotOpen)
  })
})

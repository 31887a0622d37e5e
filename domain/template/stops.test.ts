import { fc } from '../../tests/support/property.ts'
import { describe, expect, test } from 'vitest'
import { allStops, fillAlike, isUnfilled, movedStops, stopsOf, type Stop } from './stops.ts'

const TEXT = 'Sent {{?amount}} by {{?way:Post,Courier}}: {{?amount}}.'
const NONE = new Map()
const said = (text: string, stops: readonly Stop[]) =>
  stops.map(({ start, end }) => text.slice(start, end))

/** The text with a stop written over, and its stops. */
function written(text: string, stops: readonly Stop[], index: number, value: string) {
  const { start, end } = stops[index] ?? { start: 0, end: 0 }
  const after = text.slice(0, start) + value + text.slice(end)
  return { after, stops: movedStops(stops, text, after) }
}

test('the stops of a text are its gaps, with what there is to choose', () => {
  expect(said(TEXT, stopsOf(TEXT, NONE))).toEqual([
    '{{?amount}}',
    '{{?way:Post,Courier}}',
    '{{?amount}}',
  ])
  expect(stopsOf(TEXT, NONE)[1]?.choices).toEqual(['Post', 'Courier'])
})

describe('while one writes', () => {
  test('what stands in place of a stop belongs to it, and the others move along', () => {
    const first = written(TEXT, stopsOf(TEXT, NONE), 0, '4')
    const second = written(first.after, first.stops, 0, '400')
    expect(said(second.after, second.stops)).toEqual([
      '400',
      '{{?way:Post,Courier}}',
      '{{?amount}}',
    ])
  })

  test('a stop that was taken away with the text around it is no more', () => {
    const after = 'Sent.'
    expect(movedStops(stopsOf(TEXT, NONE), TEXT, after)).toEqual([])
  })

  test('what is taken away right behind a stop leaves it as it is', () => {
    const after = TEXT.replace(' by', '')
    expect(said(after, movedStops(stopsOf(TEXT, NONE), TEXT, after))).toEqual(
      said(TEXT, stopsOf(TEXT, NONE)),
    )
  })

  test('whatever is written anywhere, no stop lies outside the text', () => {
    const edit = fc.record({
      at: fc.nat(TEXT.length),
      removed: fc.nat(12),
      put: fc.stringMatching(/^[a{}?m ]{0,8}$/),
    })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        let text = TEXT
        let stops = stopsOf(TEXT, NONE)
        for (const { at, removed, put } of edits) {
          const after = text.slice(0, at) + put + text.slice(at + removed)
          stops = movedStops(stops, text, after)
          text = after
          for (const { start, end } of stops) {
            expect(start).toBeGreaterThanOrEqual(0)
            expect(end).toBeGreaterThanOrEqual(start)
            expect(end).toBeLessThanOrEqual(text.length)
          }
        }
      }),
    )
  })
})

describe('stops with one label', () => {
  test('are filled with what the first was filled with, and each is where it stands then', () => {
    const { after, stops } = written(TEXT, stopsOf(TEXT, NONE), 0, '400')
    const [filled] = stops
    const made = filled ? fillAlike(after, stops, filled) : null
    const text = made ? after.slice(0, made.start) + made.text + after.slice(made.end) : ''
    expect(text).toBe('Sent 400 by {{?way:Post,Courier}}: 400.')
    expect(said(text, made?.stops ?? [])).toEqual(['400', '{{?way:Post,Courier}}', '400'])
  })

  test('follow it when it is changed, but for the one that was given another value by hand', () => {
    const text = 'A B A'
    const stop = (start: number): Stop => ({ start, end: start + 1, label: 'x', choices: [] })
    const stops = [stop(0), stop(2), stop(4)]
    const { after, stops: moved } = written(text, stops, 0, 'New')
    const made = moved[0] ? fillAlike(after, moved, moved[0], 'A') : null
    expect(made && after.slice(0, made.start) + made.text).toBe('New B New')
  })

  test('are left alone while it is not filled, or has become empty', () => {
    const stops = stopsOf(TEXT, NONE)
    expect(stops[0] && fillAlike(TEXT, stops, stops[0])).toBeNull()
    const empty = written(TEXT, stops, 0, '')
    expect(empty.stops[0] && fillAlike(empty.after, empty.stops, empty.stops[0])).toBeNull()
  })
})

test('a gap that came in by hand is a stop as well, and nothing is one twice', () => {
  const { after, stops } = written(TEXT, stopsOf(TEXT, NONE), 0, '400')
  const text = `{{?name}} ${after}`
  const all = allStops(movedStops(stops, after, text), text, NONE)
  expect(said(text, all)).toEqual(['{{?name}}', '400', '{{?way:Post,Courier}}', '{{?amount}}'])
  expect(all.map((stop) => isUnfilled(stop, text))).toEqual([true, false, true, true])
})

import type { Filled } from '@baton/domain/template/fill.ts'
import { gapsOf } from '@baton/domain/template/gaps.ts'
import { spaceBetween } from '@baton/domain/template/space-between.ts'
import {
  allStops,
  choicesOf,
  fillAlike,
  isUnfilled,
  movedStops,
  type Choices,
  type Stop,
} from '@baton/domain/template/stops.ts'
import { computed, ref, shallowRef, type Ref } from 'vue'
import type { useTextBox } from './useTextBox.ts'

type TextBox = Pick<
  ReturnType<typeof useTextBox>,
  'selected' | 'written' | 'selection' | 'select' | 'replace'
>

/**
 * The fields of the templates in a message box: stepped through with Tab, back with Shift+Tab, filled together where
 * they have the same label, and chosen from a list where there is something to choose: `given` are the choices of what
 * stood in the box before this panel was opened.
 */
export function useFields(text: Ref<string>, box: TextBox, given: () => Choices) {
  const stops = shallowRef<readonly Stop[]>([])
  /** Which of the choices is marked. */
  const active = ref(0)
  /** The stop whose choices were closed with Esc, by its place. */
  const closedAt = ref<number | null>(null)
  /** What the stops of a label were filled with last. */
  const filledWith = new Map<string, string>()
  /** What there is to choose in the fields that were put in here. */
  const ownChoices = new Map<string, readonly string[]>()
  const all = (known: readonly Stop[]) =>
    allStops(known, seen, new Map([...given(), ...ownChoices]))
  let seen = text.value

  /** Goes along with what is written. Call it at every change of the text. */
  function follow(now: string) {
    if (now === seen) return
    stops.value = movedStops(stops.value, seen, now)
    seen = now
    active.value = 0
  }

  /** Puts a template in place of a part of the text, and goes to its first field, or else to its caret. */
  function putIn({ text: more, caret, open }: Filled, place: { start: number; end: number }) {
    const space = spaceBetween(box.written().slice(0, place.start), more)
    const start = place.start + space.length
    box.replace(place.start, place.end, space + more)
    follow(box.written())
    const at = start + (caret ?? more.length)
    const last: Stop = { start: at, end: at, label: null, choices: [] }
    const before = stops.value.filter(({ label }) => label !== null)
    for (const [label, choices] of choicesOf(open)) ownChoices.set(label, choices)
    stops.value = all([...before, last])
    const [first] = open
    if (first) box.select(start + first.start, start + first.end)
    else box.select(at, at)
  }

  /** The stop that the caret is in, or that is selected. */
  function here(): Stop | undefined {
    const { start, end } = box.selection()
    return stops.value.find((stop) => stop.label !== null && stop.start <= start && end <= stop.end)
  }

  /** Fills what has the same label as the stop that is being left. */
  function settle() {
    const stop = here()
    if (!stop || stop.label === null || isUnfilled(stop, seen)) return
    const value = seen.slice(stop.start, stop.end)
    const made = fillAlike(seen, stops.value, stop, filledWith.get(stop.label))
    filledWith.set(stop.label, value)
    if (!made) return
    box.replace(made.start, made.end, made.text)
    seen = box.written()
    stops.value = made.stops
  }

  /** Goes to the next stop that is not filled, or to the one before; tells whether there was one. */
  function step(by: 1 | -1): boolean {
    follow(box.written())
    const { start, end } = box.selection()
    const index = stops.value.findIndex((stop) => stop === here())
    settle()
    // Filling others may have moved the one that is left.
    const from = stops.value[index] ?? { start, end }
    closedAt.value = null
    stops.value = all(stops.value)
    const next = by === 1 ? after(from.end) : before(from.start)
    if (!next) return false
    if (next.label === null) {
      box.select(next.end, next.end)
      stops.value = []
    } else box.select(next.start, next.end)
    return true
  }
  /** Round the end to what was left out, and at last to the template's caret. */
  function after(place: number): Stop | undefined {
    const left = stops.value.filter((stop) => stop.label !== null && isUnfilled(stop, seen))
    return (
      left.find(({ start }) => start >= place) ??
      left[0] ??
      stops.value.find(({ label }) => label === null)
    )
  }
  function before(place: number): Stop | undefined {
    return stops.value.findLast(
      ({ label, start, end }) => label !== null && end <= place && start < place,
    )
  }

  /** What fields were filled with, by label. */
  function values(): Map<string, string> {
    for (const stop of stops.value) {
      if (stop.label === null || isUnfilled(stop, seen)) continue
      filledWith.set(stop.label, seen.slice(stop.start, stop.end))
    }
    return new Map(filledWith)
  }

  /** Selects the field that was clicked on, so that typing fills it. */
  function onClick() {
    follow(box.written())
    const { start, end } = box.selection()
    if (start !== end) return
    const gap = gapsOf(seen).find((one) => one.start < start && start < one.end)
    if (!gap) return
    stops.value = all(stops.value)
    box.select(gap.start, gap.end)
  }

  const choosing = computed(() => {
    const place = box.selected.value.end
    const stop = stops.value.find(
      ({ choices, start, end }) => choices.length > 0 && start <= place && place <= end,
    )
    if (!stop || stop.start === closedAt.value) return null
    const said = text.value.slice(stop.start, stop.end)
    const wanted = isUnfilled(stop, text.value) ? '' : said.trim().toLowerCase()
    const fitting = stop.choices.filter((choice) => choice.toLowerCase().includes(wanted))
    const { start, end } = box.selected.value
    const whole = start === stop.start && end === stop.end && start !== end
    // What is chosen already is not asked again, unless the agent came back to it.
    const label = stop.label ?? ''
    if (whole) return { stop, label, choices: stop.choices, own: '' }
    return stop.choices.includes(said) ? null : { stop, label, choices: fitting, own: said }
  })

  function choose(choice: string | undefined) {
    const stop = choosing.value?.stop
    if (!stop || choice === undefined) return
    box.replace(stop.start, stop.end, choice)
    follow(box.written())
    step(1)
  }

  /** Does what a key means to the list of choices; tells whether the key was used up. */
  function onChoiceKey(event: KeyboardEvent): boolean {
    const now = choosing.value
    if (!now) return false
    const count = now.choices.length
    if (event.key === 'Escape') closedAt.value = now.stop.start
    else if (count === 0) return false
    else if (event.key === 'ArrowDown') active.value = (active.value + 1) % count
    else if (event.key === 'ArrowUp') active.value = (active.value - 1 + count) % count
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
      choose(now.choices[active.value])
    } else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { follow, putIn, settle, step, values, onClick, choosing, active, choose, onChoiceKey }
}

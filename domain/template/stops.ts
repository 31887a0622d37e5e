import { gapName, gapsOf, nextGap, type Gap } from './gaps.ts'

/** A part of a text that Tab goes to: a field, filled or not, or the template's final caret. */
export interface Stop {
  /** UTF-16 offsets; the end is not included. */
  start: number
  end: number
  /** Stops with the same label are filled together; null is the final caret. */
  label: string | null
  /** Texts to choose from; empty if any text may be typed. */
  choices: readonly string[]
}

/** The choices of fields by label: the text itself only shows that there is a field. */
export type Choices = ReadonlyMap<string, readonly string[]>

/** The choices in a template's gaps. */
export function choicesOf(gaps: readonly Gap[]): Choices {
  return new Map(
    gaps.flatMap(({ part }) =>
      part.kind === 'field' && part.choices.length > 0 ? [[gapName(part), part.choices]] : [],
    ),
  )
}

/** The stops of a text, in order: one for each gap. */
export function stopsOf(text: string, choices: Choices): Stop[] {
  const gaps = gapsOf(text)
  const written = choicesOf(gaps)
  return gaps.map(({ part, start, end }) => {
    const label = gapName(part)
    return { start, end, label, choices: written.get(label) ?? choices.get(label) ?? [] }
  })
}

/**
 * Moves stops after an edit of the text around or inside them. Text that replaces a stop belongs to it. A stop that
 * was deleted together with other text is gone.
 */
export function movedStops(stops: readonly Stop[], before: string, after: string): Stop[] {
  if (before === after) return [...stops]
  const grown = after.length - before.length
  const most = Math.min(before.length, after.length)
  let same = 0
  while (same < most && before[same] === after[same]) same++
  let rest = 0
  while (rest < most - same && before.at(-1 - rest) === after.at(-1 - rest)) rest++
  /** The replaced part of the old text; empty if text was only inserted. */
  const [from, to] = [same, before.length - rest]
  const replaced = from < to
  return stops.flatMap((stop) => {
    const { start, end } = stop
    if (end < from || (end === from && replaced)) return stop
    if (start > to || (start === to && replaced)) return movedBy(stop, grown, grown)
    if (start <= from && end >= to) return movedBy(stop, 0, grown)
    return []
  })
}

/** Whether a stop still has the template's text. */
export function isUnfilled({ start, end }: Stop, text: string): boolean {
  const gap = nextGap(text, start)
  return gap?.start === start && gap.end === end
}

/** All stops of a text, including gaps that were typed by hand. */
export function allStops(known: readonly Stop[], text: string, choices: Choices): Stop[] {
  const gaps = stopsOf(text, choices)
  const apart = known.filter(
    (stop) => !gaps.some((gap) => stop.start < gap.end && gap.start < stop.end),
  )
  return [...apart, ...gaps].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** A part of a text, its replacement, and the stops after it. */
export interface FilledAlike {
  start: number
  end: number
  text: string
  stops: Stop[]
}

/**
 * Fills the other stops with the label of a stop that was just filled: those that are unfilled, and those that hold
 * the value it had `before`. It is one edit, so one undo reverts it. Null if nothing changes.
 */
export function fillAlike(
  text: string,
  stops: readonly Stop[],
  filled: Stop,
  before?: string,
): FilledAlike | null {
  const value = text.slice(filled.start, filled.end)
  if (filled.label === null || value === '' || isUnfilled(filled, text)) return null
  if (value === before) return null
  const isOther = (stop: Stop) =>
    stop.label === filled.label &&
    stop.start !== filled.start &&
    (isUnfilled(stop, text) || text.slice(stop.start, stop.end) === before)
  const others = stops.filter(isOther)
  const [first] = others
  const last = others.at(-1)
  if (!first || !last) return null
  let made = ''
  let at = first.start
  let grown = 0
  const moved: Stop[] = []
  for (const stop of stops) {
    if (!isOther(stop)) {
      moved.push(movedBy(stop, grown, grown))
      continue
    }
    made += text.slice(at, stop.start) + value
    at = stop.end
    const more = value.length - (stop.end - stop.start)
    moved.push(movedBy(stop, grown, grown + more))
    grown += more
  }
  return { start: first.start, end: last.end, text: made, stops: moved }
}

function movedBy(stop: Stop, start: number, end: number): Stop {
  return { ...stop, start: stop.start + start, end: stop.end + end }
}

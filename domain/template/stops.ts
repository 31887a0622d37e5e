import { gapName, gapsOf, nextGap, type Gap } from './gaps.ts'

/** A place in a text that Tab goes to: a field, filled or not, or where the template wants the caret at last. */
export interface Stop {
  /** UTF-16 offsets; the end is not included. */
  start: number
  end: number
  /** Stops with the same label are filled together; null is the caret's last place. */
  label: string | null
  /** Texts to choose from; none where anything may stand. */
  choices: readonly string[]
}

/** The choices of fields, by their labels: a text tells only that there is a field. */
export type Choices = ReadonlyMap<string, readonly string[]>

/** The choices that gaps bring along, as those of a template do. */
export function choicesOf(gaps: readonly Gap[]): Choices {
  return new Map(
    gaps.flatMap(({ part }) =>
      part.kind === 'field' && part.choices.length > 0 ? [[gapName(part), part.choices]] : [],
    ),
  )
}

/** The stops of a text, in order: its gaps. */
export function stopsOf(text: string, choices: Choices): Stop[] {
  const gaps = gapsOf(text)
  const written = choicesOf(gaps)
  return gaps.map(({ part, start, end }) => {
    const label = gapName(part)
    return { start, end, label, choices: written.get(label) ?? choices.get(label) ?? [] }
  })
}

/**
 * The stops where they are after the text around or inside them was edited. What is written in place of a stop
 * belongs to it; a stop that went with more than itself is no more.
 */
export function movedStops(stops: readonly Stop[], before: string, after: string): Stop[] {
  if (before === after) return [...stops]
  const grown = after.length - before.length
  const most = Math.min(before.length, after.length)
  let same = 0
  while (same < most && before[same] === after[same]) same++
  let rest = 0
  while (rest < most - same && before.at(-1 - rest) === after.at(-1 - rest)) rest++
  /** The part of the text before that is another one now; none where something was only put in. */
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

/** Whether a stop still stands as the template has it. */
export function isUnfilled({ start, end }: Stop, text: string): boolean {
  const gap = nextGap(text, start)
  return gap?.start === start && gap.end === end
}

/** The stops of a text of which some are known: every gap is one, also such as came in by hand. */
export function allStops(known: readonly Stop[], text: string, choices: Choices): Stop[] {
  const gaps = stopsOf(text, choices)
  const apart = known.filter(
    (stop) => !gaps.some((gap) => stop.start < gap.end && gap.start < stop.end),
  )
  return [...apart, ...gaps].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** A part of a text, what is to stand in its place, and where the stops are then. */
export interface FilledAlike {
  start: number
  end: number
  text: string
  stops: Stop[]
}

/**
 * What fills the other stops with the same label as one that has been filled: those that are not filled, and those
 * that hold what it was filled with `before`. In one piece, so that it is undone in one step. Null when there is
 * nothing to do.
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

import { LIST_SECTIONS, type ListSection } from '@baton/domain/list-order.ts'

/** Pixels of a section's heading. */
export const HEADING_HEIGHT = 28

/** Where the rows of a list stand: all equally high, with a heading above the first of each section. */
export interface ListGeometry {
  /** The section that begins with the row at a place of the list; undefined when none does. */
  headingAt: (index: number) => ListSection | undefined
  /** Pixels above a row, with its heading. */
  topOf: (index: number) => number
  /** The row at so many pixels from the top: a heading belongs to the row below it. */
  indexAt: (offset: number) => number
}

/** `sections`: how many rows each has; null for a list that is not divided. */
export function listGeometry(
  rowHeight: number,
  sections: Readonly<Record<ListSection, number>> | null,
): ListGeometry {
  const starts = new Map<number, ListSection>()
  let next = 0
  for (const section of sections ? LIST_SECTIONS : []) {
    const count = sections?.[section] ?? 0
    if (count > 0) starts.set(next, section)
    next += count
  }
  const firsts = [...starts.keys()]
  const topOf = (index: number) =>
    index * rowHeight + firsts.filter((first) => first < index).length * HEADING_HEIGHT
  const indexAt = (offset: number) => {
    let index = Math.max(0, Math.floor(offset / rowHeight))
    while (index > 0 && topOf(index) > offset) index -= 1
    return index
  }
  return { headingAt: (index) => starts.get(index), topOf, indexAt }
}

import { placedParts } from './grammar.ts'

/** Positions of `{{` or `}}` without the matching half: UTF-16 offsets. They are sent as written. */
export function strayBraces(body: string): { start: number; end: number }[] {
  return placedParts(body).flatMap(({ part, start }) =>
    part.kind !== 'text'
      ? []
      : [...part.text.matchAll(/\{\{|\}\}/g)].map(({ index }) => ({
          start: start + index,
          end: start + index + 2,
        })),
  )
}

import { placedParts } from './grammar.ts'

/** Where `{{` or `}}` stands in a body without its other half: UTF-16 offsets. It goes out as it is written. */
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

import type { DraftRow, DraftTexts, ReturnedText } from './rows.ts'

/** Adds a returned text to a message box, as a paragraph after its content. */
export function putBack(standing: string, back: string): string {
  if (standing.trim() === '') return back
  return back.trim() === '' ? standing : `${standing.trimEnd()}\n\n${back}`
}

/** Both texts of a box, with the returned ones added. */
export function withReturned(texts: DraftTexts, returned: readonly ReturnedText[]): DraftTexts {
  const now = { ...texts }
  for (const { visibility, text } of returned) now[visibility] = putBack(now[visibility], text)
  return now
}

/** Both texts of a box before these returned texts, which are at the end. */
export function withoutReturned(texts: DraftTexts, returned: readonly ReturnedText[]): DraftTexts {
  const now = { ...texts }
  for (const { visibility, text } of returned.toReversed()) {
    const all = now[visibility]
    if (text !== '' && all.endsWith(text)) now[visibility] = all.slice(0, -text.length).trimEnd()
  }
  return now
}

/** The texts that returned to a draft and that a panel does not know yet. */
export function unknownTo(
  known: readonly string[],
  draft: DraftRow | null | undefined,
): ReturnedText[] {
  return draft?.returned.filter(({ id }) => !known.includes(id)) ?? []
}

/** Whether a message box is empty, so that there is nothing to store. */
export function isEmpty({ texts, attachments }: Pick<DraftRow, 'texts' | 'attachments'>): boolean {
  return texts.everyone === '' && texts.team === '' && attachments.length === 0
}

import type { DraftRow, DraftTexts, ReturnedText } from './rows.ts'

/** Text that comes back into a message box stands after what is there, as a paragraph of its own. */
export function putBack(standing: string, back: string): string {
  if (standing.trim() === '') return back
  return back.trim() === '' ? standing : `${standing.trimEnd()}\n\n${back}`
}

/** Both texts of a box with those that came back into it. */
export function withReturned(texts: DraftTexts, returned: readonly ReturnedText[]): DraftTexts {
  const now = { ...texts }
  for (const { visibility, text } of returned) now[visibility] = putBack(now[visibility], text)
  return now
}

/** What stood there before these, the last ones that came back. */
export function withoutReturned(texts: DraftTexts, returned: readonly ReturnedText[]): DraftTexts {
  const now = { ...texts }
  for (const { visibility, text } of returned.toReversed()) {
    const all = now[visibility]
    if (text !== '' && all.endsWith(text)) now[visibility] = all.slice(0, -text.length).trimEnd()
  }
  return now
}

/** The texts that came back into a draft without a panel knowing of it. */
export function unknownTo(
  known: readonly string[],
  draft: DraftRow | null | undefined,
): ReturnedText[] {
  return draft?.returned.filter(({ id }) => !known.includes(id)) ?? []
}

/** Whether nothing stands in a message box, so that there is nothing to keep. */
export function isEmpty({ texts, attachments }: Pick<DraftRow, 'texts' | 'attachments'>): boolean {
  return texts.everyone === '' && texts.team === '' && attachments.length === 0
}

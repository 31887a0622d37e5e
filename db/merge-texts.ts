import { putBack } from './put-back.ts'
import type { DraftTexts } from './rows.ts'

/** The difference of two texts: from `start` on, `from` became `to`. */
interface Change {
  start: number
  from: string
  to: string
}

/**
 * Merges two texts that were both made from `base`. Changes in different places are combined; otherwise both texts
 * are kept, theirs first. No word of either is lost.
 */
export function mergeTexts(base: string, theirs: string, mine: string): string {
  if (theirs === base || theirs === mine) return mine
  if (mine === base) return theirs
  const [there, here] = [changeOf(base, theirs), changeOf(base, mine)]
  if (endOf(here) <= there.start && here.start < there.start) return applied(theirs, here)
  if (endOf(there) <= here.start && there.start < here.start) return applied(mine, there)
  return putBack(theirs, mine)
}

/** Merges both texts of a message box. */
export function mergeDrafts(base: DraftTexts, theirs: DraftTexts, mine: DraftTexts): DraftTexts {
  return {
    everyone: mergeTexts(base.everyone, theirs.everyone, mine.everyone),
    team: mergeTexts(base.team, theirs.team, mine.team),
  }
}

function changeOf(base: string, text: string): Change {
  const most = Math.min(base.length, text.length)
  let start = 0
  while (start < most && base[start] === text[start]) start += 1
  let same = 0
  while (same < most - start && base.at(-1 - same) === text.at(-1 - same)) same += 1
  return {
    start,
    from: base.slice(start, base.length - same),
    to: text.slice(start, text.length - same),
  }
}

function endOf({ start, from }: Change): number {
  return start + from.length
}

/** Applies a change that lies before all of the text's own differences from the base. */
function applied(text: string, { start, from, to }: Change): string {
  return text.slice(0, start) + to + text.slice(start + from.length)
}

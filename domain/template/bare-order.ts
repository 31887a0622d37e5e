import type { Template } from '@baton/protocol/template.ts'

/**
 * The order of the list that a bare `/` opens: suggestions for the customer's question, then the rest as found. The
 * first one never ends the conversation, since Enter, Enter would hand it back or resolve it.
 */
export function bareOrder(
  found: readonly Template[],
  suggested: readonly Template[],
): readonly Template[] {
  const offered = new Set(found)
  const first = suggested.filter((one) => offered.has(one))
  const leading = new Set(first)
  const all = [...first, ...found.filter((one) => !leading.has(one))]
  const safe = all.findIndex(({ actions }) => actions.then === 'stay')
  return safe > 0 ? [...all.splice(safe, 1), ...all] : all
}

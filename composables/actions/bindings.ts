import { ACTIONS, type ActionId } from './catalogue.ts'
import { isCharacter } from './stroke.ts'

/** The keys an agent chose in place of the catalogue's; null: none. */
export type ChosenKeys = Readonly<Partial<Record<string, string | null>>>

/** Which key does what, both ways. */
export interface Bindings {
  keyOf: ReadonlyMap<ActionId, string>
  actionOf: ReadonlyMap<string, ActionId>
}

/**
 * The keys in force. Of two actions on one key the one whose key was chosen has it, so that a key given away
 * works at once. Without `singleKeys`, no key that types a character does anything (WCAG 2.1.4).
 */
export function bindings(chosen: ChosenKeys = {}, singleKeys = true): Bindings {
  const actionOf = new Map<string, ActionId>()
  const wanted = ACTIONS.map(({ id, key }) => ({
    id,
    key: chosen[id] === undefined ? key : chosen[id],
    own: chosen[id] !== undefined,
  }))
  for (const { id, key } of [...wanted].sort((a, b) => Number(b.own) - Number(a.own))) {
    if (key === null || actionOf.has(key) || (!singleKeys && isCharacter(key))) continue
    actionOf.set(key, id)
  }
  return { actionOf, keyOf: new Map([...actionOf].map(([key, id]) => [id, key])) }
}

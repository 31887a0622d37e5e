import { inject, type InjectionKey } from 'vue'
import type { BatonDatabase } from '../db/database.ts'
import type { Background } from './background.ts'

/** What the panel acts on: made once by whoever starts it, and given to every component. */
export interface PanelWorld {
  /** The local copy. */
  db: BatonDatabase
  /** What asks the server, and the extension's background. */
  background: Background
  /** This machine's time in ms since 1970. The server's is `useNow`. */
  now: () => number
}

export const WORLD: InjectionKey<PanelWorld> = Symbol('the world of the panel')

/** The world of the panel. Call it while a component is being set up. Throws where nobody has given one. */
export function useWorld(): PanelWorld {
  const world = inject(WORLD, null)
  if (!world) throw new Error('The panel was given no world.')
  return world
}

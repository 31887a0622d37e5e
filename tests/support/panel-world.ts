import { config } from '@vue/test-utils'
import { createApp } from 'vue'
import { WORLD, type PanelWorld } from '../../composables/world.ts'
import { BatonDatabase } from '../../db/database.ts'

/** The database of this test file's panel. */
export const db = new BatonDatabase()

/** The world that every component is given which a test mounts. */
export const world: PanelWorld = { db }
config.global.provide = { [WORLD]: world }

const app = createApp({ render: () => null })
app.provide(WORLD, world)

/** Lets composables find the world though no component calls them: `scope.run(inWorld(() => useSession()))`. */
export function inWorld<T>(run: () => T): () => T {
  return () => app.runWithContext(run)
}

import { config } from '@vue/test-utils'
import { createApp } from 'vue'
import { WORLD, type PanelWorld } from '../../composables/world.ts'
import type { Background } from '../../composables/background.ts'
import { BatonDatabase } from '../../db/database.ts'

/** The database of this test file's panel. */
export const db = new BatonDatabase()

const noAnswer = { ok: false, error: { code: 'no-answer' } } as const
/** A background that never answers. A test spies on what it answers itself. */
const background: Background = {
  ask: () => Promise.resolve(noAnswer),
  kick: () => undefined,
  signIn: () => Promise.resolve({ ok: false, reason: 'no-answer' }),
  demoAt: () => Promise.resolve(null),
  signOut: () => undefined,
  startOver: () => Promise.resolve(false),
  fetchTemplateUses: () => undefined,
  tryAlert: () => Promise.resolve(null),
}

/** The world that every component is given which a test mounts. */
export const world: PanelWorld = { db, background, now: () => Date.now() }
config.global.provide = { [WORLD]: world }

const app = createApp({ setup: () => () => null })
app.provide(WORLD, world)

/** Lets composables find the world though no component calls them: `scope.run(inWorld(() => useSession()))`. */
export function inWorld<T>(run: () => T): () => T {
  return () => app.runWithContext(run)
}

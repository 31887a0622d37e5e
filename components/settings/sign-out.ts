import { readonly, shallowRef } from 'vue'
import type { PanelWorld } from '../../composables/world.ts'
import { unsentWork, type UnsentWork } from '../../db/queries/unsent-work.ts'
import { saveOpenDrafts } from '../early/open-drafts.ts'

const asked = shallowRef<UnsentWork | null>(null)

/** What stands unsent while the agent is asked whether to sign out all the same; null while nobody is asked. */
export const signOutAsked = readonly(asked)

/** Signs out, after a question if something is unsent: one key, or one Enter in the palette, must not be all it takes. */
export async function askToSignOut({ db, background }: PanelWorld): Promise<void> {
  // A draft is written down a moment after its last key.
  await saveOpenDrafts()
  // Whoever cannot read the database must still be able to sign out.
  asked.value = await unsentWork(db).catch(() => null)
  if (asked.value === null) background.signOut()
}

/** Answers the question of `askToSignOut`. */
export function answerSignOut({ background }: PanelWorld, answer: 'stay' | 'sign-out'): void {
  asked.value = null
  if (answer === 'sign-out') background.signOut()
}

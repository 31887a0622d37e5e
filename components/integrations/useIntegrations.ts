import type { AskFailure } from '@baton/protocol/errors.ts'
import type {
  Integration,
  IntegrationKind,
  KeyScope,
  MadeKey,
} from '@baton/protocol/integration.ts'
import { whenever } from '@vueuse/core'
import { shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getIntegrations } from '../../db/queries/get-integrations.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useSession } from '../live/useSession.ts'

/** The integrations as the server told them last. They are not in the local copy: only admins may read them. */
export type Known =
  | { status: 'loading' }
  | { status: 'failed'; failure: AskFailure }
  | { status: 'there'; integrations: readonly Integration[] }

/** The answer to a change: what it made, or why it was not made. */
export type Changed<T> = { ok: true; data: T } | { ok: false; error: AskFailure }

/**
 * The team's integrations, read when the screen opens, after each change, when one goes down, and when the connection is back. A change is
 * asked at once or refused: nothing is queued.
 */
export function useIntegrations() {
  const { background, db } = useWorld()
  const { connection, online } = useSession()
  const known = shallowRef<Known>({ status: 'loading' })

  async function load(): Promise<void> {
    const answer = await background.ask('integrations:list', {})
    if (answer.ok) known.value = { status: 'there', integrations: answer.data.integrations }
    // What was read before stays on the screen, which says that it is offline.
    else if (known.value.status !== 'there') {
      known.value = { status: 'failed', failure: answer.error }
    }
  }
  /** Reads the list again, also after a failure: the request may have been done, or a colleague was quicker. */
  async function thenLoad<T>(asked: Promise<Changed<T>>): Promise<Changed<T>> {
    const answer = await asked
    await load()
    return answer
  }

  whenever(() => connection.value?.status === 'live', load, { immediate: true })
  // Which of them are down, every agent is told at once.
  const told = useLiveQuery(() => getIntegrations(db))
  watch(
    () => told.value?.map(({ id, downSince }) => `${id} ${downSince ?? ''}`).join(),
    (_now, before) => {
      if (before !== undefined && online.value) void load()
    },
  )

  return {
    known,
    online,
    load,
    make: (name: string, kind: IntegrationKind) =>
      thenLoad(background.ask('integration:make', { name, kind })),
    change: (integrationId: string, change: { name?: string; watchOnly?: boolean }) =>
      thenLoad(background.ask('integration:change', { integrationId, ...change })),
    remove: (integrationId: string) =>
      thenLoad(background.ask('integration:remove', { integrationId })),
    makeKey: (
      integrationId: string,
      key: { test: boolean; scopes: KeyScope[] },
    ): Promise<Changed<MadeKey>> => thenLoad(background.ask('key:make', { integrationId, ...key })),
    revokeKey: (keyId: string) => thenLoad(background.ask('key:revoke', { keyId })),
  }
}

export type Integrations = ReturnType<typeof useIntegrations>

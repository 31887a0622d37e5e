import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration } from '@baton/protocol/integration.ts'
import type { Deliveries, WebhookFormat } from '@baton/protocol/webhook.ts'
import { useIntervalFn, whenever } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { useWorld } from '../../composables/world.ts'
import type { Changed, Integrations } from './useIntegrations.ts'

/** Milliseconds between two looks at the log while it is on the screen, and while something is on its way. */
const LOOK_EVERY_MS = 5_000
const LOOK_SOON_MS = 1_000

/** The log of deliveries as the server told it last, newest first. */
export type DeliveryLog =
  | { status: 'loading' }
  | { status: 'failed'; failure: AskFailure }
  | ({ status: 'there' } & Deliveries)

/** The newest page, and what was read before of those that are older than its last one. */
function withOlder(newest: Deliveries, before: DeliveryLog): DeliveryLog {
  const last = newest.deliveries.at(-1)
  if (before.status !== 'there' || last === undefined) return { status: 'there', ...newest }
  const met = before.deliveries.findIndex(({ id }) => id === last.id)
  const older = met === -1 ? [] : before.deliveries.slice(met + 1)
  if (older.length === 0) return { status: 'there', ...newest }
  return { ...before, deliveries: [...newest.deliveries, ...older] }
}

/** The webhook of an integration: its log, kept current while it is on the screen, and what admins do with it. */
export function useWebhook(integration: () => Integration, { online, load }: Integrations) {
  const { background } = useWorld()
  const integrationId = integration().id
  const log = shallowRef<DeliveryLog>({ status: 'loading' })
  const deliveries = computed(() => (log.value.status === 'there' ? log.value.deliveries : []))

  async function look(): Promise<void> {
    if (!online.value || !integration().webhook) return
    const answer = await background.ask('webhook:log', { integrationId, before: null })
    if (answer.ok) log.value = withOlder(answer.data, log.value)
    // What was read before stays: the next look is soon.
    else if (log.value.status !== 'there') log.value = { status: 'failed', failure: answer.error }
  }
  async function loadOlder(): Promise<Changed<Deliveries>> {
    const before = deliveries.value.at(-1)?.id ?? null
    const answer = await background.ask('webhook:log', { integrationId, before })
    // A look meanwhile may have dropped what this page follows.
    if (answer.ok && deliveries.value.at(-1)?.id === before) {
      const all = [...deliveries.value, ...answer.data.deliveries]
      log.value = { status: 'there', deliveries: all, more: answer.data.more }
    }
    return answer
  }
  /** Reads log and state again, also after a failure: the request may have been done. */
  async function thenLook<T>(asked: Promise<Changed<T>>): Promise<Changed<T>> {
    const answer = await asked
    await Promise.all([look(), load()])
    return answer
  }

  const pause = computed(() =>
    deliveries.value.some(({ state }) => state === 'queued') ? LOOK_SOON_MS : LOOK_EVERY_MS,
  )
  useIntervalFn(() => void look(), pause, { immediateCallback: true })
  whenever(online, () => void look())
  // Another webhook has another log.
  watch(
    () => integration().webhook?.madeAt,
    () => {
      log.value = { status: 'loading' }
      void look()
    },
  )
  // What was tried may have changed the state of the webhook.
  watch(
    () => deliveries.value.map(({ id, state }) => `${id} ${state}`)[0],
    (_now, before) => {
      if (before !== undefined) void load()
    },
  )

  return {
    log,
    loadOlder,
    set: (url: string, format?: WebhookFormat) =>
      thenLook(background.ask('webhook:set', { integrationId, url, ...(format && { format }) })),
    rotate: () => thenLook(background.ask('webhook:rotate', { integrationId })),
    remove: () => thenLook(background.ask('webhook:remove', { integrationId })),
    test: () => thenLook(background.ask('webhook:test', { integrationId })),
    redeliver: (deliveryId: string) =>
      thenLook(background.ask('webhook:redeliver', { deliveryId })),
  }
}

import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration } from '@baton/protocol/integration.ts'
import type { Delivery } from '@baton/protocol/webhook.ts'
import type { Background } from '../../composables/background.ts'
import { asksAnswered } from './asks-answered.ts'

/** Asks a server that has these integrations and deliveries, or refuses to tell them, and does nothing else. */
export function integrationsTold(
  there: readonly Integration[] | AskFailure,
  deliveries: Delivery[],
): Background['ask'] {
  return asksAnswered({
    'webhook:log': () => Promise.resolve({ ok: true, data: { deliveries, more: false } }),
    'integrations:list': () =>
      Promise.resolve(
        'code' in there
          ? { ok: false, error: there }
          : { ok: true, data: { integrations: [...there] } },
      ),
  })
}

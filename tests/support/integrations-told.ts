import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration } from '@baton/protocol/integration.ts'
import type { Background } from '../../composables/background.ts'
import { asksAnswered } from './asks-answered.ts'

/** Asks a server that has these integrations, or refuses to tell them, and does nothing else. */
export function integrationsTold(there: readonly Integration[] | AskFailure): Background['ask'] {
  return asksAnswered({
    'integrations:list': () =>
      Promise.resolve(
        'code' in there
          ? { ok: false, error: there }
          : { ok: true, data: { integrations: [...there] } },
      ),
  })
}

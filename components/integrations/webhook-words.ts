import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Delivery, DeliveryTrouble, WebhookState } from '@baton/protocol/webhook.ts'
import { amountOf } from '../../composables/words/format.ts'
import { t } from '../../composables/words/i18n.ts'
import type { TextKey } from '../../locales/catalogue.ts'
import { failureWords } from './failure-words.ts'

/** Why an address is not asked, or why asking it came to nothing, in a sentence. */
const TROUBLE: Record<DeliveryTrouble, TextKey> = {
  'address-invalid': 'integrations.troubleInvalid',
  'needs-https': 'integrations.troubleHttps',
  'address-private': 'integrations.troublePrivate',
  'name-unknown': 'integrations.troubleName',
  unreachable: 'integrations.troubleUnreachable',
  certificate: 'integrations.troubleCertificate',
  'too-slow': 'integrations.troubleSlow',
  'too-large': 'integrations.troubleLarge',
  redirected: 'integrations.troubleRedirected',
  'cut-off': 'integrations.troubleCutOff',
  'not-http': 'integrations.troubleNotHttp',
  'secret-changed': 'integrations.troubleSecret',
}

/** How a webhook is doing, in a few words. */
export const WEBHOOK_STATE: Record<WebhookState, TextKey> = {
  working: 'integrations.hookWorking',
  failing: 'integrations.hookFailing',
  parked: 'integrations.hookParked',
}

/** What to tell an admin whose change of a webhook was not made. */
export function webhookFailure(failure: AskFailure): string {
  const address = 'address' in failure ? failure.address : undefined
  if (address !== undefined) return t(TROUBLE[address])
  if (failure.code === 'wrong-state') return t('integrations.eventGone')
  return failureWords(failure, 'other')
}

/** What came of one try to deliver: the status of the answer, or why there was none, and how long it took. */
export function outcomeWords({ state, status, trouble, tookMs }: Delivery): string {
  if (state === 'queued') return t('integrations.deliveryQueued')
  return [
    state === 'failed' && t('integrations.deliveryFailed'),
    status !== null && t('integrations.deliveryStatus', { status }),
    tookMs !== null && amountOf(tookMs, { style: 'unit', unit: 'millisecond' }),
    trouble !== null && t(TROUBLE[trouble]),
  ]
    .filter(Boolean)
    .join(' · ')
}

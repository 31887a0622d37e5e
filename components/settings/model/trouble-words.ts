import type { ModelTroubleKind } from '@baton/protocol/model.ts'
import type { TextKey } from '../../../locales/catalogue.ts'

/** What a model's endpoint did, in a sentence for admins. */
export const TROUBLE_WORDS: Record<ModelTroubleKind, TextKey> = {
  'address-invalid': 'model.isAddressInvalid',
  'needs-https': 'model.isNeedsHttps',
  'address-private': 'model.isAddressPrivate',
  'name-unknown': 'model.isNameUnknown',
  unreachable: 'model.isUnreachable',
  certificate: 'model.isCertificate',
  'too-slow': 'model.isTooSlow',
  'too-large': 'model.isTooLarge',
  redirected: 'model.isRedirected',
  'cut-off': 'model.isCutOff',
  'not-http': 'model.isNotHttp',
  'no-endpoint': 'model.isNoEndpoint',
  'key-lost': 'model.isKeyLost',
  'bad-key': 'model.isBadKey',
  'no-credit': 'model.isNoCredit',
  'not-found': 'model.isNotFound',
  refused: 'model.isRefused',
  'rate-limited': 'model.isRateLimited',
  'server-error': 'model.isServerError',
  'no-first-token': 'model.isNoFirstToken',
  'went-silent': 'model.isWentSilent',
  malformed: 'model.isMalformed',
  empty: 'model.isEmpty',
  'too-much': 'model.isTooMuch',
  'not-supported': 'model.isNotSupported',
}

import type { ModelTroubleKind } from '@baton/protocol/model.ts'
import type { ModelTrouble } from '../../../model/model-trouble.ts'
import { MakerFailed } from '../../reply-maker.ts'

/** For the handoff's card, after "AI could not make an answer: ". Agents read it; admins see more with Test. */
const WHY: Record<ModelTroubleKind, string> = {
  'no-endpoint': 'no model is set',
  'key-lost': 'the model’s key cannot be read any more',
  'address-invalid': 'the model’s address is none',
  'address-private': 'the model’s address is not allowed on this server',
  'needs-https': 'the model’s address is not allowed on this server',
  'name-unknown': 'the model’s address leads nowhere',
  certificate: 'the model’s certificate does not hold',
  'not-http': 'the model’s address does not speak HTTP',
  'too-slow': 'the model did not answer in time',
  'too-large': 'the model would not stop',
  'cut-off': 'the model’s answer broke off',
  unreachable: 'the model is out of reach',
  redirected: 'the model’s address leads elsewhere',
  'bad-key': 'the model’s key is refused',
  'no-credit': 'the model’s account has no credit left',
  'not-found': 'there is no such model at its address',
  refused: 'the model refused the request',
  'rate-limited': 'the model has had too many questions',
  'server-error': 'the model’s server failed',
  'no-first-token': 'the model did not begin to answer in time',
  'went-silent': 'the model fell silent in the middle of its answer',
  malformed: 'the model’s answer could not be read',
  empty: 'the model said nothing',
  'too-much': 'the model would not stop',
  'not-supported': 'the model’s server cannot do that',
}

/** What the turn's runner is told of a model's trouble. */
export function whyFailed(trouble: ModelTrouble): MakerFailed {
  return new MakerFailed(WHY[trouble.kind], {
    isPassing: trouble.isPassing,
    retryAfterMs: trouble.retryAfterMs ?? 0,
    cause: trouble,
  })
}

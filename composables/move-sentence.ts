import type { RequestFailure } from '../messaging/requests.ts'
import { timeOfDay } from './format.ts'
import { t } from './i18n.ts'

/** What a server that is busy asks for is over sooner, in ms. */
const LONG_MS = 10_000

type Winner = { name: string } | null | undefined

/** What to tell an agent whose take-over, handover, resolve or nudge was refused or got no answer. */
export function moveSentence(
  failure: RequestFailure,
  asked: 'take-over' | 'nudge' | 'other',
): string {
  const winner: Winner = 'winner' in failure ? failure.winner : undefined
  switch (failure.code) {
    case 'offline':
      return asked === 'take-over' ? t('states.takeOverOffline') : t('states.moveOffline')
    case 'not-stored':
      return asked === 'take-over' ? t('states.takeOverNotStored') : t('states.moveNotStored')
    case 'no-answer':
      return t('states.noAnswer')
    case 'already-taken':
      return winner ? t('states.takenBy', { name: winner.name }) : t('states.taken')
    case 'stale-epoch':
      return winner ? t('states.heldBy', { name: winner.name }) : t('states.changed')
    case 'stale-version':
      return t('states.staleVersion')
    case 'wrong-state':
    case 'changed-meanwhile':
      return t('states.wrongState')
    case 'agent-gone':
      return t('states.agentGone')
    case 'forbidden':
      return t('states.forbidden')
    case 'not-found':
      return t('states.notFound')
    case 'rate-limited': {
      const wait = ('retryAfterMs' in failure && failure.retryAfterMs) || 0
      if (asked !== 'nudge' || wait < LONG_MS) return t('states.rateLimited')
      return t('states.nudgeAgain', { time: timeOfDay(Date.now() + wait) })
    }
    case 'overloaded':
    case 'internal':
      return t('states.serverFailed')
    case 'cannot-store':
      return t('states.cannotStore')
    case 'signed-out':
    case 'identity-expired':
      return t('states.signedOut')
    case 'protocol-mismatch':
      return t('states.versions')
    case 'invalid':
    case 'id-reused':
    case 'cursor-unknown':
    case 'too-far-behind':
    case 'too-large':
    case 'wrong-type':
    case 'no-space':
    case 'upload-limit':
      return t('states.refused')
  }
}

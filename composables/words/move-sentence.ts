import type { AskFailure } from '@baton/protocol/errors.ts'
import { timeOfDay } from './format.ts'
import { t } from './i18n.ts'

/** What a server that is busy asks for is over sooner, in ms. */
const LONG_MS = 10_000

type Winner = { name: string } | null | undefined

/** What to tell an agent whose take-over, handover, resolve or nudge was refused or got no answer. */
export function moveSentence(failure: AskFailure, asked: 'take-over' | 'nudge' | 'other'): string {
  const winner: Winner = 'winner' in failure ? failure.winner : undefined
  switch (failure.code) {
    case 'offline':
      return asked === 'take-over' ? t('moves.takeOverOffline') : t('moves.moveOffline')
    case 'not-stored':
      return asked === 'take-over' ? t('moves.takeOverNotStored') : t('moves.moveNotStored')
    case 'no-answer':
      return t('moves.noAnswer')
    case 'already-taken':
      return winner ? t('moves.takenBy', { name: winner.name }) : t('moves.taken')
    case 'stale-epoch':
      return winner ? t('moves.heldBy', { name: winner.name }) : t('moves.changed')
    case 'stale-version':
      return t('moves.staleVersion')
    case 'wrong-state':
    case 'changed-meanwhile':
      return t('moves.wrongState')
    case 'agent-gone':
      return t('moves.agentGone')
    case 'forbidden':
      return t('moves.forbidden')
    case 'not-found':
      return t('moves.notFound')
    case 'rate-limited': {
      const wait = ('retryAfterMs' in failure && failure.retryAfterMs) || 0
      if (asked !== 'nudge' || wait < LONG_MS) return t('moves.rateLimited')
      return t('moves.nudgeAgain', { time: timeOfDay(Date.now() + wait) })
    }
    case 'overloaded':
    case 'internal':
      return t('moves.serverFailed')
    case 'cannot-store':
      return t('moves.cannotStore')
    case 'signed-out':
    case 'identity-expired':
      return t('moves.signedOut')
    case 'protocol-mismatch':
      return t('moves.versions')
    case 'invalid':
    case 'id-reused':
    case 'cursor-unknown':
    case 'too-far-behind':
    case 'too-large':
    case 'wrong-type':
    case 'no-space':
    case 'upload-limit':
      return t('moves.refused')
  }
}

import type { ErrorCode } from '@baton/protocol/errors.ts'
import { t } from './i18n.ts'
import type { RequestFailure, SignInFailure } from '../messaging/requests.ts'

/** What to tell somebody whose sign-in failed, and beside which field. */
export function signInSentence(reason: SignInFailure): {
  field: 'address' | 'password' | 'form'
  text: string
} {
  switch (reason) {
    case 'bad-address':
      return {
        field: 'address',
        text: t('signIn.badAddress'),
      }
    case 'no-server':
      return {
        field: 'address',
        text: t('signIn.noServer'),
      }
    case 'not-baton':
      return {
        field: 'address',
        text: t('signIn.notBaton'),
      }
    case 'wrong-credentials':
      return { field: 'password', text: t('signIn.wrong') }
    case 'too-many-tries':
      return { field: 'form', text: t('signIn.tooMany') }
    case 'no-team':
      return {
        field: 'form',
        text: t('signIn.noTeam'),
      }
    case 'panel-outdated':
      return { field: 'form', text: t('states.panelOlder') }
    case 'server-outdated':
      return { field: 'form', text: t('states.serverOlder') }
  }
}

type Winner = { name: string } | null | undefined

/** What to tell an agent whose take-over, handover or resolve was refused or got no answer. */
export function moveSentence(failure: RequestFailure, asked: 'take-over' | 'other'): string {
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
    case 'rate-limited':
      return t('states.rateLimited')
    case 'overloaded':
    case 'internal':
      return t('states.serverFailed')
    case 'signed-out':
    case 'identity-expired':
      return t('states.signedOut')
    case 'protocol-mismatch':
      return t('states.versions')
    case 'invalid':
    case 'id-reused':
    case 'cursor-unknown':
    case 'too-large':
    case 'wrong-type':
    case 'no-space':
      return t('states.refused')
  }
}

/** Why a message of mine was not delivered, and what to do. */
export function sendSentence(code: ErrorCode): string {
  switch (code) {
    case 'stale-epoch':
    case 'stale-version':
    case 'already-taken':
    case 'wrong-state':
      return t('states.unsentNotMine')
    case 'forbidden':
      return t('states.unsentForbidden')
    case 'not-found':
    case 'agent-gone':
      return t('states.unsentGone')
    case 'invalid':
      return t('states.unsentInvalid')
    case 'id-reused':
    case 'changed-meanwhile':
      return t('states.unsentReused')
    case 'too-large':
      return t('states.unsentTooLarge')
    case 'wrong-type':
      return t('states.unsentWrongType')
    case 'no-space':
      return t('states.unsentNoSpace')
    case 'signed-out':
    case 'identity-expired':
      return t('states.unsentSignedOut')
    case 'protocol-mismatch':
      return t('states.unsentVersions')
    case 'rate-limited':
      return t('states.unsentTooMany')
    case 'overloaded':
    case 'internal':
    case 'cursor-unknown':
      return t('states.unsentServer')
  }
}

/** What is asked before a message goes out that was written without having seen these many of others. */
export function heldSentence(unseen: number): string {
  return unseen === 0 ? t('states.held') : t('states.heldSome', { count: unseen })
}

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
        text: 'This is no server address. Write it like https://support.example.com.',
      }
    case 'no-server':
      return {
        field: 'address',
        text: 'No server answers at this address. Check the address and your connection.',
      }
    case 'not-baton':
      return {
        field: 'address',
        text: 'Something answers at this address, but it is no Baton server.',
      }
    case 'wrong-credentials':
      return { field: 'password', text: 'Email and password do not match.' }
    case 'too-many-tries':
      return { field: 'form', text: 'Too many tries. Wait a minute, then try again.' }
    case 'no-team':
      return {
        field: 'form',
        text: 'This account belongs to no team. Ask your admin to add you to one.',
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
      return asked === 'take-over'
        ? 'You are offline, so you cannot take over now. Try again when the connection is back.'
        : 'You are offline. Try again when the connection is back.'
    case 'no-answer':
      return 'The server did not answer. Check what the conversation shows, then try again.'
    case 'already-taken':
      return winner
        ? `${winner.name} took this conversation a moment ago`
        : 'Somebody took this conversation a moment ago'
    case 'stale-epoch':
      return winner
        ? `${winner.name} has this conversation now. Nothing was changed.`
        : 'This conversation changed a moment ago. Look at it again, then decide.'
    case 'stale-version':
      return 'Somebody changed this a moment ago. Look at it again, then decide.'
    case 'wrong-state':
    case 'changed-meanwhile':
      return 'The conversation is no longer in a state that allows this.'
    case 'agent-gone':
      return 'This agent has left the team. Choose somebody else.'
    case 'forbidden':
      return 'You may not do this in this conversation.'
    case 'not-found':
      return 'This conversation is no longer there.'
    case 'rate-limited':
      return 'Too much at once. Wait a moment, then try again.'
    case 'overloaded':
    case 'internal':
      return 'The server could not do it. Nothing was changed; try again in a moment.'
    case 'signed-out':
    case 'identity-expired':
      return 'You are signed out. Sign in, then try again.'
    case 'protocol-mismatch':
      return 'This panel and the server speak different versions. Update the older one.'
    case 'invalid':
    case 'id-reused':
    case 'cursor-unknown':
    case 'too-large':
    case 'wrong-type':
    case 'no-space':
      return 'The server refused this request. Try again; if it stays, tell your admin.'
  }
}

/** Why a message of mine was not delivered, and what to do. */
export function sendSentence(code: ErrorCode): string {
  switch (code) {
    case 'stale-epoch':
    case 'stale-version':
    case 'already-taken':
    case 'wrong-state':
      return 'Not sent: you no longer own this conversation. Take over, then retry.'
    case 'forbidden':
      return 'Not sent: you may not write in this conversation.'
    case 'not-found':
    case 'agent-gone':
      return 'Not sent: this conversation is no longer there.'
    case 'invalid':
      return 'Not sent: the server did not accept this text. Discard it and write it anew.'
    case 'id-reused':
    case 'changed-meanwhile':
      return 'Not sent: the server has another message under this number. Retry sends it as a new one.'
    case 'too-large':
      return 'Not sent: a file is too large. Discard it and send a smaller one.'
    case 'wrong-type':
      return 'Not sent: a file is not of a kind that your team allows. Discard it and send another one.'
    case 'no-space':
      return 'Not sent: the server has no room for files left. Tell your admin, then retry.'
    case 'signed-out':
    case 'identity-expired':
      return 'Not sent: you were signed out. Sign in, then retry.'
    case 'protocol-mismatch':
      return 'Not sent: panel and server speak different versions. Update the older one, then retry.'
    case 'rate-limited':
      return 'Not sent: too many messages at once. Wait a moment, then retry.'
    case 'overloaded':
    case 'internal':
    case 'cursor-unknown':
      return 'Not sent: the server could not store it. Retry in a moment.'
  }
}

/** What is asked before a message goes out that was written without having seen these many of others. */
export function heldSentence(unseen: number): string {
  if (unseen === 0) return 'New messages arrived, read before sending?'
  const arrived = unseen === 1 ? '1 new message' : `${unseen} new messages`
  return `${arrived} arrived, read before sending?`
}

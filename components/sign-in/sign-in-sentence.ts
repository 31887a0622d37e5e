import type { SignInFailure } from '../../messaging/requests.ts'
import { waitingTime } from '../../composables/words/format.ts'
import { t } from '../../composables/words/i18n.ts'

/** What to tell somebody whose sign-in failed, and beside which field. */
export function signInSentence(
  reason: SignInFailure,
  /** When the server delays the next try: for how long still, in ms. */
  leftMs: number | null,
): {
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
    case 'redirected':
      return {
        field: 'address',
        text: t('signIn.redirected'),
      }
    case 'not-baton':
      return {
        field: 'address',
        text: t('signIn.notBaton'),
      }
    case 'wrong-credentials':
      return { field: 'password', text: t('signIn.wrong') }
    case 'too-many-tries':
      if (leftMs === null) return { field: 'form', text: t('signIn.tooMany') }
      return {
        field: 'form',
        text: leftMs > 0 ? t('signIn.delayed', { time: waitingTime(leftMs) }) : t('signIn.goOn'),
      }
    case 'cannot-store':
      return { field: 'form', text: t('signIn.cannotStore') }
    case 'busy':
      return { field: 'form', text: t('signIn.serverBusy') }
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

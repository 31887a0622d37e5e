import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Say } from './words.ts'

/** The text for an agent whose take-over from a notification failed. */
export function whyNotTaken(error: AskFailure, t: Say): string {
  if (error.code === 'offline') return t('alerts.notOnline')
  if (error.code === 'not-stored') return t('alerts.notStored')
  if (error.code === 'no-answer') return t('alerts.notAnswered')
  if (error.code !== 'already-taken') return t('alerts.notTaken')
  const winner = 'winner' in error ? error.winner : undefined
  return winner ? t('alerts.taken', { agent: winner.name }) : t('alerts.takenBySomebody')
}

import type { ToldIntegration } from '@baton/protocol/integration.ts'
import { dateAndTime, dayOf, timeOfDay } from './format.ts'
import { t } from './i18n.ts'

/** When it became so, at a time (both ms since 1970): the time of day, and before today the date, too. */
export function sinceWords(since: number, now: number): string {
  return dayOf(since) === dayOf(now) ? timeOfDay(since) : dateAndTime(since)
}

/** That an integration is down, in a sentence; empty of one that is not. `now` is the time in ms since 1970. */
export function downWords(
  { name, downSince }: Pick<ToldIntegration, 'name' | 'downSince'>,
  now: number,
): string {
  if (!downSince) return ''
  return t('chat.down', { name, since: sinceWords(downSince, now) })
}

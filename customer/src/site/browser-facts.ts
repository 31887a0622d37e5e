import { tellVisit, type TellVisit } from '@baton/protocol/visit.ts'
import * as v from 'valibot'

/** What the browser says of its user's language and time zone; a value out of the ordinary is left out. */
export function browserFacts(): Pick<TellVisit, 'language' | 'timeZone'> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const { entries } = tellVisit
  return {
    language: v.is(entries.language, navigator.language) ? navigator.language : null,
    timeZone: v.is(entries.timeZone, timeZone) ? timeZone : null,
  }
}

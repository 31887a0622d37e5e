import { isForTeam, systemText } from '@baton/domain/system-text.ts'
import { noticeAbout, type NoticeAbout, type NoticeEvent } from '@baton/protocol/message.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import type { Notices } from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import { jsonColumn } from '../../database/json-column.ts'

// A notice is kept as what happened, and as the words that it was told with. Where these are Baton's own, each reader is told in
// their language; where the team has written them, they are what everybody reads.

const column = jsonColumn(
  v.object({ ...noticeAbout.entries, inTeamWords: v.optional(v.literal(true)) }),
)

/** What of a notice is stored. */
export function noticeOf<T extends NoticeAbout & { event: NoticeEvent }>(
  notices: Notices,
  { event, name, by, ...rest }: T,
) {
  // Whom the words do not name, nobody is told of.
  const isNamed = name !== undefined && (isForTeam(event) || notices[event].includes('{name}'))
  const about = { ...(isNamed && { name }), ...(by !== undefined && { by }) }
  const isOurs = isForTeam(event) || notices[event] === DEFAULT_TEAM_SETTINGS.notices[event]
  return {
    ...rest,
    author: { kind: 'system' as const, event },
    text: systemText(notices, event, about),
    about: column.write({ ...about, ...(!isOurs && { inTeamWords: true as const }) }),
  }
}

/** Whom a stored notice is about, for whoever words it; null where its text is what everybody reads. */
export function aboutOf(stored: string | null): NoticeAbout | null {
  const about = column.read(stored)
  if (about === null || about.inTeamWords) return null
  return about
}

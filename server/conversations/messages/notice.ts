import { isForTeam, systemText } from '@baton/domain/system-text.ts'
import { noticeAbout, type NoticeAbout, type NoticeEvent } from '@baton/protocol/message.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import type { Notices } from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import { jsonColumn } from '../../database/json-column.ts'

// A notice stores the event and its text. If the text is Baton's own, each reader sees it in their language. If the
// team has worded it, everybody reads the team's text.

const column = jsonColumn(
  v.object({ ...noticeAbout.entries, inTeamWords: v.optional(v.literal(true)) }),
)

/** The stored form of a notice. */
export function noticeOf<T extends NoticeAbout & { event: NoticeEvent }>(
  notices: Notices,
  { event, name, by, ...rest }: T,
) {
  // Names that the text does not mention are not shown to anybody.
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

/** The names in a stored notice, for wording it; null if its text is shown as stored. */
export function aboutOf(stored: string | null): NoticeAbout | null {
  const about = column.read(stored)
  if (about === null || about.inTeamWords) return null
  return about
}

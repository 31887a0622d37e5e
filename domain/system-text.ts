import type { NoticeAbout, NoticeEvent, SystemEvent } from '@baton/protocol/message.ts'
import type { Notices } from '@baton/protocol/team-settings.ts'

type TeamEvent = Exclude<NoticeEvent, SystemEvent>

const TEAM_ONLY: Record<TeamEvent, string> = {
  offered: '{by} transferred this conversation to {name}',
  'given-back': '{by} gave this conversation back to {name}',
  'not-accepted': '{by} did not accept this conversation: it is back with {name}',
  nudged: '{by} nudged {name}',
}

/**
 * The text with which a notice is stored: the team's own, or Baton's in English for readers that have no other.
 * `name` is the agent who took over, got the transfer or left, or the customer who signed in.
 */
export function systemText(
  notices: Notices,
  event: NoticeEvent,
  { name = '', by = '' }: NoticeAbout = {},
): string {
  const words = isForTeam(event) ? TEAM_ONLY[event] : notices[event]
  return words.replaceAll(/\{(name|by)\}/g, (hole) =>
    hole === '{name}' ? name : isForTeam(event) ? by : hole,
  )
}

/** Whether a notice is for the team only, in Baton's words. */
export function isForTeam(event: NoticeEvent): event is TeamEvent {
  return event in TEAM_ONLY
}

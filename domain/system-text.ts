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
 * The words that a notice is stored with: the team's own, or Baton's in English for readers that know no others. `name`
 * is whom the notice is about: the agent who took over, got the transfer, or left, or the customer who signed in.
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

/** Whether a notice is told to the team alone: its words are Baton's. */
export function isForTeam(event: NoticeEvent): event is TeamEvent {
  return event in TEAM_ONLY
}

import type { SystemEvent } from '@baton/protocol/message.ts'
import type { Notices } from '@baton/protocol/team-settings.ts'

/**
 * The words of a system message, as the team has written them. `agentName` is whom the notice is about: the
 * agent who took over, got the transfer, or left, or the customer who signed in.
 */
export function systemText(notices: Notices, event: SystemEvent, agentName = ''): string {
  return notices[event].replaceAll('{name}', () => agentName)
}

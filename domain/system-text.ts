import type { SystemEvent } from '@baton/protocol/message.ts'

/**
 * The words of a system message (product.md sections 2 and 4). `agentName` is who took over or got the
 * transfer; it is needed for `taken-over` and `transferred`.
 */
export function systemText(event: SystemEvent, agentName = ''): string {
  switch (event) {
    case 'human-asked':
      return 'AI asked for a human agent'
    case 'taken-over':
    case 'transferred':
      return `Human agent (${agentName}) has taken over this conversation`
    case 'handed-to-ai':
      return 'The AI agent is back in this conversation'
    case 'resolved':
      return 'This conversation was resolved'
  }
}

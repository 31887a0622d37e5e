import type { Conversation } from '@baton/protocol/conversation.ts'
import type { ToldIntegration } from '@baton/protocol/integration.ts'

/** The integrations of one conversation: the one that carries it, and the one whose bot answers. */
export interface Carriers {
  channel?: ToldIntegration
  bot?: ToldIntegration
}

/** Finds them among the team's. One that the team is not told of any more is left out. */
export function carriersOf(
  { channelId, botId }: Pick<Conversation, 'channelId' | 'botId'>,
  all: readonly ToldIntegration[],
): Carriers {
  const channel = all.find(({ id }) => id === channelId)
  const bot = all.find(({ id }) => id === botId)
  return { ...(channel && { channel }), ...(bot && { bot }) }
}

/** What both are called, each after its avatar; empty in Baton's own chat with its own AI. */
export function carrierNames({ bot, channel }: Carriers): string {
  return [...new Set([bot, channel])]
    .flatMap((one) => (one ? [one.avatar, one.name].filter(Boolean).join(' ') : []))
    .join(' · ')
}

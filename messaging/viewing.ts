const NAME = 'baton-viewing'

/**
 * Panels of one agent share a connection: when one of them stops looking at a conversation, another that still does has
 * to say so again. `stopped` is called with the conversations that other panels have stopped looking at.
 */
export function sharedViewing(stopped: (conversationId: string) => void): {
  tellStopped(conversationId: string): void
  close(): void
} {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = ({ data }: MessageEvent<string>) => stopped(data)
  return {
    tellStopped: (conversationId) => channel.postMessage(conversationId),
    close: () => channel.close(),
  }
}

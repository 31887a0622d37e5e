import type { Message } from '@baton/protocol/message.ts'

// What the server has told is in the database a few hundredths of a second later, and from there in every panel.
// A message of the conversation somebody looks at need not wait for that: it is told ahead, over this channel.
// Nothing depends on it: who does not hear it reads it from the database.

const NAME = 'baton-ahead'

/** Opens the background's end: the answer tells all panels of messages that are about to be stored. */
export function aheadTeller(): (messages: readonly Message[]) => void {
  const channel = new BroadcastChannel(NAME)
  return (messages) => channel.postMessage(messages)
}

/** Listens in a panel; the answer stops it. */
export function onAhead(heard: (messages: readonly Message[]) => void): () => void {
  const channel = new BroadcastChannel(NAME)
  channel.onmessage = ({ data }: MessageEvent<readonly Message[]>) => heard(data)
  return () => channel.close()
}

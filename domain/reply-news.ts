import type { ReplyEnded, ReplyStreaming } from '@baton/protocol/live.ts'

/**
 * What is told of answers that the AI is writing, from the connection to the panels, and stored nowhere. `all-ended`:
 * nothing more will be heard of any, since the connection is another one.
 */
export type ReplyNews =
  | { kind: 'streaming'; reply: ReplyStreaming }
  | { kind: 'ended'; reply: ReplyEnded }
  | { kind: 'all-ended' }

import type { ReplyEnded, ReplyStreaming } from '@baton/protocol/live.ts'

/**
 * Events about the AI's unfinished answers, sent from the connection to the panels and never stored. `all-ended`: a
 * new connection began, so no further events come for earlier answers.
 */
export type ReplyNews =
  | { kind: 'streaming'; reply: ReplyStreaming }
  | { kind: 'ended'; reply: ReplyEnded }
  | { kind: 'all-ended' }

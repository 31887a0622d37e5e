/** Lengths of time the server goes by, in milliseconds. Tests shorten them. */
export interface Timing {
  /** How often clients hear from the server at least; keeps Chrome's worker alive, so 20 s at most. */
  heartbeat: number
  /** How often the lease on the database is looked at, and whether other processes have written. */
  neighbours: number
  /** How often connections are looked through for sessions that have reached their end. */
  sessionCheck: number
  /** How long an agent without a connection still counts as there. */
  presenceGrace: number
  /** For how long changes that many make at once, of presence and of visits, wait for each other. */
  gather: number
  /** How often owed answers are looked for, beside being told of them. */
  turnPoll: number
  /** How long who is answering is taken to be alive without saying so. */
  turnLease: number
  /** How long an answer may be in the making before it counts as failed. */
  turnLimit: number
  /** How long a bot that is asked by its webhook may take for an answer. */
  botAnswer: number
  /** How long a move may be taken back, before the customer is told; with 0 it is told at once. */
  undo: number
  /** How often moves that are to be told are looked for, beside those that this process knows of. */
  duePoll: number
  /** How often is looked for what a team has set to happen by itself. */
  upkeep: number
  /** The first wait after a failed answer; it doubles with each. */
  turnRetry: number
  /** The pieces of a streamed answer are sent at most this often. */
  stream: number
  /** How often is looked which integrations are down. */
  integrationWatch: number
  /** How long `POST /api/chat` waits for an answer. */
  chatWait: number
  /** How often deliveries to webhooks that are due are looked for, beside being told of events. */
  webhookPoll: number
  /** How often what nobody needs any more is looked for. */
  sweep: number
  /** For how long files that nobody sent are kept. */
  unsentKept: number
}

export const defaultTiming: Timing = {
  heartbeat: 20_000,
  neighbours: 1_000,
  sessionCheck: 2_000,
  presenceGrace: 10_000,
  gather: 250,
  turnPoll: 2_000,
  turnLease: 15_000,
  turnLimit: 120_000,
  botAnswer: 60_000,
  undo: 10_000,
  duePoll: 1_000,
  upkeep: 2_000,
  turnRetry: 1_000,
  stream: 50,
  integrationWatch: 10_000,
  chatWait: 60_000,
  webhookPoll: 2_000,
  sweep: 3_600_000,
  unsentKept: 86_400_000,
}

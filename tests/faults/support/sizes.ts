// How large the fault laboratory's runs are. The only place that reads its environment variable.

/** `BATON_FAULTS=long` (`npm run faults`) runs the figures that the guarantees name; else a size for `npm test`. */
export const LONG = process.env['BATON_FAULTS'] === 'long'

/** Kills, cuts and rounds are for each database engine. */
export const SIZES = LONG
  ? {
      kills: 200,
      cutAnswers: 1_000,
      cutRequests: 1_000,
      cutOutboxMessages: 60,
      missedMessages: 500,
      takeOverRounds: 1_000,
      tokens: 40,
      randomTakeOvers: 200,
      cutCommits: 300,
    }
  : {
      kills: 4,
      cutAnswers: 40,
      cutRequests: 13,
      cutOutboxMessages: 8,
      missedMessages: 500,
      takeOverRounds: 40,
      tokens: 8,
      randomTakeOvers: 12,
      cutCommits: 16,
    }

/**
 * What a guaranteed time is multiplied by before it is asserted: `npm test` shares its cores with other
 * tests, the long form has the machine for itself.
 */
export const MARGIN = LONG ? 1 : 4

/** Milliseconds that one test may take. */
export const TEST_TIMEOUT = LONG ? 45 * 60_000 : 90_000

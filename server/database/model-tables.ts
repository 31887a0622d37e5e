import type { MakerChoice, OverBudget } from '@baton/protocol/model.ts'

/** What a team has set about its model. A team without a row has the defaults. */
export interface ModelTable {
  teamId: string
  maker: MakerChoice
  /** Null: the operator's. */
  url: string | null
  model: string | null
  /** Encrypted with the server's secret; null where the endpoint needs none. */
  apiKey: string | null
  keyEnding: string | null
  tokensPerMonth: number | null
  tokensPerTurn: number
  overBudget: OverBudget
  firstTokenMs: number
  idleMs: number
  /** The integration whose bot answers; null where none is chosen. */
  botId: string | null
}

/** What a team's model has used in a month. */
export interface ModelUseTable {
  teamId: string
  /** UTC: "2026-11". */
  month: string
  tokens: number
  answers: number
}

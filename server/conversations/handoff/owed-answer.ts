import type { ConversationRow } from '../../database/schema.ts'

// The owed answer is a column of the conversation, written in the transaction that causes it (architecture, invariant
// 9). So a crash neither loses it nor answers twice.

/**
 * Notes that the AI owes an answer to the customer's message at `seq`, if the conversation is the AI's and no
 * integration's bot answers in it. `from` is the sender's network address, if known.
 */
export function oweAnswer(
  row: ConversationRow,
  seq: number,
  now: number,
  from: string | null = null,
): void {
  if (row.state !== 'ai' || row.botId !== null) return
  row.owedSeq = seq
  row.owedAt = now
  row.owedFrom = from
  row.owedAttempts = 0
}

/** Clears the owed answer after a change of owner. A running answer may no longer be stored. */
export function forgetOwed(row: ConversationRow): void {
  row.answeredSeq = row.lastSeq
  row.owedSeq = null
  row.owedFrom = null
  row.owedAttempts = 0
  row.leaseHolder = null
  row.leaseUntil = 0
}

/** Notes that messages up to `seq` are being answered. Later ones stay owed. */
export function settleOwed(row: ConversationRow, seq: number): void {
  row.answeredSeq = Math.max(row.answeredSeq, seq)
  if (row.owedSeq !== null && row.owedSeq <= seq) {
    row.owedSeq = null
    row.owedFrom = null
  }
  row.owedAttempts = 0
  row.leaseHolder = null
  row.leaseUntil = 0
}

import type { ConversationRow } from '../../database/schema.ts'

// Which answer the AI owes is a column of the conversation, written in the transaction that makes it so
// (architecture, invariant 9): a crash neither forgets it nor answers twice.

/**
 * The customer said something at `seq`: the AI owes an answer to it, if the conversation is the AI's. `from` is the
 * network they said it from, if that is known.
 */
export function oweAnswer(
  row: ConversationRow,
  seq: number,
  now: number,
  from: string | null = null,
): void {
  if (row.state !== 'ai') return
  row.owedSeq = seq
  row.owedAt = now
  row.owedFrom = from
  row.owedAttempts = 0
}

/** The conversation has changed hands: nothing is owed, and who was answering no longer may. */
export function forgetOwed(row: ConversationRow): void {
  row.answeredSeq = row.lastSeq
  row.owedSeq = null
  row.owedFrom = null
  row.owedAttempts = 0
  row.leaseHolder = null
  row.leaseUntil = 0
}

/** An answer to the customer's messages up to `seq` is being stored; later ones stay owed. */
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

/** Bytes of a token, rather too few: an estimate should not run a budget over. */
const BYTES = 3

/** About how many tokens a text has, where the endpoint does not say. */
export function estimateTokens(...texts: readonly string[]): number {
  return Math.ceil(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / BYTES)
}

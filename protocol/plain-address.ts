/** Invisible characters, and those that change the direction of text. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\u2800\ufff9-\ufffb]/gu

/** Removes invisible characters from a copied email address. */
export function plainAddress(said: string): string {
  return said.replace(UNSEEN, '').trim()
}

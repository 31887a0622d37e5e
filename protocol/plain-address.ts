/** What nobody sees, and what turns the direction of the writing around. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\u2028\u2029\u2800\ufff9-\ufffb]/gu

/** An email address as everybody sees it, however it was copied: whatever is invisible in it is no part of it. */
export function plainAddress(said: string): string {
  return said.replace(UNSEEN, '').trim()
}

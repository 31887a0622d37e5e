/** So many at most are shown large: a row of twenty is a text of its own. */
const MOST = 6
const emoji = new RegExp(String.raw`^(?:\s*\p{RGI_Emoji}\s*){1,${MOST}}$`, 'v')

/** Whether a message is nothing but a few emoji. A digit is none, though it may begin one. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= MOST * 20 && emoji.test(text)
}

/** Key code of whatever belongs to an input method (UI Events, "legacy key attributes"). */
const OF_INPUT_METHOD = 229

/**
 * Whether a key belongs to an input method that composes a word: its Enter and arrows choose characters. Some browsers end
 * the word first and then tell of the Enter that ended it, with nothing but the old key code to know it by.
 */
export function isComposing(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === OF_INPUT_METHOD
}

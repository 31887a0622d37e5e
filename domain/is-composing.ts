/** Key code of keys that an input method handles (UI Events, "legacy key attributes"). */
const OF_INPUT_METHOD = 229

/**
 * Whether a key belongs to an input method that is composing a word: its Enter and arrows select characters. Some
 * browsers end the composition before they report the Enter that ended it. Then only the legacy key code shows it.
 */
export function isComposing(event: { isComposing: boolean; keyCode: number }): boolean {
  return event.isComposing || event.keyCode === OF_INPUT_METHOD
}

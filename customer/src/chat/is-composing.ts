/** What browsers call a key that an input method takes for itself. */
const TAKEN_BY_INPUT_METHOD = 229

/**
 * Whether a key belongs to an input method, as the Enter that ends a word of Japanese. Safari, and some input methods
 * elsewhere, have ended composing before they tell of that very key: then only its old number says so.
 */
export function isComposing(event: KeyboardEvent): boolean {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells
  return event.isComposing || event.keyCode === TAKEN_BY_INPUT_METHOD
}

const TYPED_IN = 'textarea, select, [contenteditable=""], [contenteditable=true], input'
const NOT_TYPED_IN = '[type=checkbox], [type=radio], [type=button], [type=file], [type=range]'

/** Whether keys that are pressed there type something. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest(TYPED_IN)
  return field !== null && !field.matches(NOT_TYPED_IN)
}

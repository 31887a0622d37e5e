import { isComposing } from '@baton/domain/is-composing.ts'

/** For a field whose keys a component of somebody else listens to: those of an input method are none of its business. */
export function leaveToInputMethod(event: KeyboardEvent): void {
  if (isComposing(event)) event.stopImmediatePropagation()
}

import { useEventListener } from '@vueuse/core'
import { isWriting } from '../is-writing.ts'
import { runAction } from './actions.ts'
import { ACTION } from './catalogue.ts'
import { isCharacter, strokeOf } from './stroke.ts'
import { useKeys } from './useKeys.ts'

/** The one listener that turns keys into actions. What has used a key up itself has prevented its default. */
export function useActionKeys(): void {
  const { keys } = useKeys()
  useEventListener(window, 'keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || inLayer()) return
    const stroke = strokeOf(event)
    const id = stroke === null ? undefined : keys.value.actionOf.get(stroke)
    if (stroke === null || id === undefined) return
    if (isCharacter(stroke) && isWriting(event.target)) return
    if (event.repeat && !ACTION.get(id)?.repeats) return
    // The browser's own use of a key is kept only while the panel has none for it.
    if (runAction(id)) event.preventDefault()
  })
}

/** Menus and dialogs have keys of their own while they are open, Esc first of all. */
function inLayer(): boolean {
  return document.querySelector('[data-dismissable-layer]') !== null
}

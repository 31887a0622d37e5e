import { isWriting } from '../input/is-writing.ts'
import type { KeySituation } from './key-owner.ts'

/** Marks a part of the panel in which single keys command: the list of conversations, and the log of messages. */
const BROWSED = '[data-single-keys]'
/** A message that has the focus itself; what stands in it are buttons and links like all others. */
const MESSAGE = '[data-key]'
const LAYER = '[data-dismissable-layer]'
const DIALOG = '[role=dialog], [role=alertdialog]'

/** What the place says to which a key falls. */
export function placeOf(
  target: EventTarget | null,
): Pick<KeySituation, 'writing' | 'browsing' | 'layer'> {
  return { writing: isWriting(target), browsing: isBrowsing(target), layer: layerOver(target) }
}

/** Whether what lies over the panel has the focus. */
export function isLayerEntered(): boolean {
  return document.activeElement?.closest(LAYER) != null
}

function isBrowsing(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const part = target.closest(BROWSED)
  if (part === null) return false
  return (
    part.getAttribute('data-single-keys') !== 'messages' ||
    target === part ||
    target.matches(MESSAGE)
  )
}

/** Menus and dialogs have keys of their own while they are open: of several, the one with the focus. */
function layerOver(target: EventTarget | null): KeySituation['layer'] {
  const entered = target instanceof Element ? target.closest(LAYER) : null
  if (entered) return { kind: entered.matches(DIALOG) ? 'dialog' : 'menu', focused: true }
  const open = [...document.querySelectorAll(LAYER)]
  if (open.length === 0) return null
  return { kind: open.some((layer) => layer.matches(DIALOG)) ? 'dialog' : 'menu', focused: false }
}

/** The form that has the focus, or the one of the dialog that has it. */
export function formOf(target: EventTarget | null): HTMLFormElement | null {
  if (!(target instanceof Element)) return null
  return target.closest('form') ?? target.closest(LAYER)?.querySelector('form') ?? null
}

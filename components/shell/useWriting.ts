import { useEventListener, useIntervalFn } from '@vueuse/core'
import { ref, type Ref } from 'vue'

/** Milliseconds after the last key for which what stands in a field counts as being written. */
const WRITING_MS = 5 * 60_000
const LOOK_EVERY_MS = 2_000

/** What is laid over the panel to be answered: a note, a choice, a form. */
const DIALOG = '[role="dialog"], [role="alertdialog"], dialog[open]'

/**
 * Whether something is being written in this page that would be lost with it, in whichever field: one that was typed in a
 * moment ago and is not empty, or any field of a dialog that is open. Fields need not know of it.
 */
export function useWriting(): Readonly<Ref<boolean>> {
  const writing = ref(false)
  const typed = new Map<EventTarget, number>()

  function look() {
    const since = Date.now() - WRITING_MS
    for (const [field, at] of typed) if (at < since || !holdsText(field)) typed.delete(field)
    writing.value = typed.size > 0 || document.querySelector(DIALOG) !== null
  }
  useEventListener(
    document,
    ['input', 'compositionupdate'],
    (event) => {
      if (event.target) typed.set(event.target, Date.now())
      look()
    },
    { capture: true },
  )
  useEventListener(document, ['focusin', 'focusout'], look, { capture: true })
  useIntervalFn(look, LOOK_EVERY_MS)
  return writing
}

function holdsText(field: EventTarget): boolean {
  if (!(field instanceof HTMLElement) || !field.isConnected) return false
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
    return field.value !== ''
  }
  return field.isContentEditable && field.textContent !== ''
}

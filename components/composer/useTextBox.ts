import { computed, nextTick, onMounted, shallowRef, watch, type Ref } from 'vue'
import { typeInto } from '../../composables/input/type-into.ts'

/** Pixels that the box grows to before it scrolls. */
const MAX_HEIGHT = 180

/** Whether style alone makes the box grow: measuring it lays the page out at every key. */
const growsByItself = () => CSS.supports('field-sizing', 'content')

/**
 * A text area that grows with its text, and where its caret stands. Whatever the panel itself writes into it goes
 * through `replace` or `insert`, so that it can be undone.
 */
export function useTextBox(box: Readonly<Ref<HTMLTextAreaElement | null>>, text: Ref<string>) {
  /** What is selected, as far as events tell; the caret stands at its end. */
  const selected = shallowRef({ start: 0, end: 0 })
  const caret = computed(() => selected.value.end)

  /** The frame keeps its height while the box is measured: let go for a moment, it would move the messages above. */
  function grow() {
    const frame = box.value?.parentElement
    if (growsByItself() || !box.value || !frame) return
    frame.style.minHeight = `${frame.offsetHeight}px`
    box.value.style.height = 'auto'
    box.value.style.height = `${Math.min(MAX_HEIGHT, box.value.scrollHeight)}px`
    frame.style.minHeight = ''
  }
  // Text and caret are told together: one without the other would be another text, and be searched for.
  watch(text, () => {
    trackCaret()
    void nextTick(() => {
      grow()
      trackCaret()
    })
  })
  onMounted(grow)

  /** What stands in the box this moment: the model follows a tick later. */
  const written = () => box.value?.value ?? text.value

  /** Where the selection begins and ends; at the end of the text while there is no box. */
  function selection(): { start: number; end: number } {
    const length = text.value.length
    return { start: box.value?.selectionStart ?? length, end: box.value?.selectionEnd ?? length }
  }

  function trackCaret() {
    const { start, end } = selection()
    if (start === selected.value.start && end === selected.value.end) return
    selected.value = { start, end }
  }

  function select(start: number, end: number) {
    box.value?.focus()
    box.value?.setSelectionRange(start, end)
    trackCaret()
  }

  /** Puts a text in place of another, and the caret behind it. */
  function replace(start: number, end: number, more: string) {
    if (box.value) typeInto(box.value, { start, end, text: more })
    trackCaret()
  }

  /** Puts a text where the caret is, in place of what is selected, and the caret behind it. */
  function insert(more: string) {
    const { start, end } = selection()
    replace(start, end, more)
  }
  return { selected, caret, written, selection, trackCaret, select, replace, insert }
}

import { nextTick, onMounted, ref, watch, type Ref } from 'vue'

/** Pixels that the box grows to before it scrolls. */
const MAX_HEIGHT = 180

/** A text area that grows with its text, and where its caret stands. */
export function useTextBox(box: Readonly<Ref<HTMLTextAreaElement | null>>, text: Ref<string>) {
  const caret = ref(0)

  /** The frame keeps its height while the box is measured: let go for a moment, it would move the messages above. */
  function grow() {
    const frame = box.value?.parentElement
    if (!box.value || !frame) return
    frame.style.minHeight = `${frame.offsetHeight}px`
    box.value.style.height = 'auto'
    box.value.style.height = `${Math.min(MAX_HEIGHT, box.value.scrollHeight)}px`
    frame.style.minHeight = ''
  }
  watch(text, () => void nextTick(grow))
  onMounted(grow)

  function trackCaret() {
    caret.value = box.value?.selectionEnd ?? 0
  }

  async function select(start: number, end: number) {
    await nextTick()
    box.value?.focus()
    box.value?.setSelectionRange(start, end)
    trackCaret()
  }

  /** Puts a text where the caret is, in place of what is selected, and the caret behind it. */
  function insert(more: string) {
    const start = box.value?.selectionStart ?? text.value.length
    const end = box.value?.selectionEnd ?? start
    text.value = text.value.slice(0, start) + more + text.value.slice(end)
    void select(start + more.length, start + more.length)
  }
  return { caret, trackCaret, select, insert }
}

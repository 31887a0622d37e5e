import { onMounted, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import { keyRun } from './key-run.ts'
import { isWriting } from '../input/is-writing.ts'

type FindBox = () => HTMLTextAreaElement | null

/** The message boxes on the screen. The last that came counts: the next chat is there before the last has gone. */
const boxes = shallowRef<readonly FindBox[]>([])

/** Makes this the message box that keys belong to, for as long as the calling component is there. */
export function useMessageBox(box: Readonly<Ref<HTMLTextAreaElement | null>>): void {
  const find = () => box.value
  onMounted(() => {
    boxes.value = [...boxes.value, find]
  })
  onScopeDispose(() => {
    boxes.value = boxes.value.filter((one) => one !== find)
  })
}

/** The message box on the screen, if one is. */
export function messageBox(): HTMLTextAreaElement | null {
  return boxes.value.at(-1)?.() ?? null
}

/** Milliseconds that a message box may take to come once its conversation is mine. */
const BOX_WITHIN_MS = 2_000

/**
 * Resolves when another message box comes, or when none will: `taken` tells whether its conversation has become mine. The
 * box may come before that answer does.
 */
export function untilMessageBox(taken: Promise<boolean>): Promise<void> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const done = () => {
      stop()
      clearTimeout(timer)
      resolve()
    }
    const stop = watch(boxes, (now, before) => now.length > before.length && done(), {
      flush: 'sync',
    })
    taken.then((mine) => {
      if (mine) timer = setTimeout(done, BOX_WITHIN_MS)
      else done()
    }, done)
  })
}

/**
 * Gives a message box that came on its own the focus, once the keys that were typed for something else have come to
 * their end. Whoever writes elsewhere, or has done something else since, keeps theirs.
 */
export function focusUnlessTyping(box: HTMLTextAreaElement): void {
  if (isWriting(document.activeElement)) return
  const wait = keyRun.restFor(box)
  if (wait === 0) {
    box.focus()
    return
  }
  setTimeout(() => {
    if (box.isConnected && !keyRun.isEnded) focusUnlessTyping(box)
  }, wait)
}

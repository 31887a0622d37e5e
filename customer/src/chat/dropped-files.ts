import type { Ref } from 'vue'

/** Takes files that are dropped anywhere on the page; `over` while some are held above it. Answers how to stop. */
export function takeDroppedFiles(over: Ref<boolean>, take: (files: File[]) => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  window.addEventListener(
    'dragover',
    (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      over.value = true
    },
    { signal },
  )
  window.addEventListener(
    'dragleave',
    (event) => {
      // Every element that is left tells so; only out of the window there is none that is entered.
      if (event.relatedTarget === null) over.value = false
    },
    { signal },
  )
  window.addEventListener(
    'drop',
    (event) => {
      over.value = false
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      take([...event.dataTransfer.files])
    },
    { signal },
  )
  return () => stop.abort()
}

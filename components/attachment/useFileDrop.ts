import { useEventListener } from '@vueuse/core'
import { ref } from 'vue'

/** Files dragged over the panel; text dragged is none of this. */
function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true
}

/** Takes files that are dropped anywhere on the panel. `over` while some are held above it. */
export function useFileDrop(take: (files: File[]) => void) {
  const over = ref(false)
  useEventListener(window, 'dragover', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    over.value = true
  })
  useEventListener(window, 'dragleave', (event) => {
    // Every element that is left tells so; only out of the window there is none that is entered.
    if (event.relatedTarget === null) over.value = false
  })
  useEventListener(window, 'drop', (event) => {
    over.value = false
    if (!carriesFiles(event) || !event.dataTransfer) return
    event.preventDefault()
    take([...event.dataTransfer.files])
  })
  return over
}

/** Where nothing takes dropped files, the browser would open them in place of the panel. */
export function refuseFileDrops(): void {
  for (const name of ['dragover', 'drop'] as const) {
    useEventListener(window, name, (event) => {
      if (!carriesFiles(event) || event.defaultPrevented || !event.dataTransfer) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'none'
    })
  }
}

import type * as Rendering from '@baton/rendering/render-markdown.ts'
import { shallowRef } from 'vue'

const rendering = shallowRef<Pick<typeof Rendering, 'renderMarkdown' | 'linkParts'>>()
let loading: Promise<void> | undefined

/**
 * What messages are rendered with, once it is there: it is loaded with the first chat, so that the list need not
 * wait for it. Until then, and if it cannot be loaded, texts are shown as they were written.
 */
export function useRendering() {
  loading ??= import('@baton/rendering/render-markdown.ts').then(
    (module) => {
      rendering.value = module
    },
    () => {
      loading = undefined
    },
  )
  return rendering
}

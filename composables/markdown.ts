import { shallowRef } from 'vue'

type Render = (text: string) => string

const render = shallowRef<Render>()
let loading: Promise<void> | undefined

/**
 * The renderer of messages, once it is there: it is loaded with the first chat, so that the list need not
 * wait for it. Until then, and if it cannot be loaded, texts are shown as they were written.
 */
export function useMarkdown() {
  loading ??= import('@baton/rendering/render-markdown.ts').then(
    (module) => {
      render.value = module.renderMarkdown
    },
    () => {
      loading = undefined
    },
  )
  return render
}

import { watchDebounced } from '@vueuse/core'
import { shallowRef, type Ref } from 'vue'

/** A sign-in that a demo server gives to anybody. */
export interface DemoSignIn {
  email: string
  password: string
}
export type DemoAt = (serverUrl: string) => Promise<DemoSignIn | null>

/** Milliseconds without a key after which an address counts as written. */
export const ADDRESS_PAUSE_MS = 500

/** The sign-in of the demo server at an address, while one is written there; null for any other server. */
export function useDemo(serverUrl: Readonly<Ref<string>>, demoAt: DemoAt) {
  const demo = shallowRef<DemoSignIn | null>(null)
  watchDebounced(
    serverUrl,
    async (written) => {
      demo.value = null
      if (written.trim() === '') return
      const found = await demoAt(written)
      // Another one may have been written while this one was asked.
      if (written === serverUrl.value) demo.value = found
    },
    { debounce: ADDRESS_PAUSE_MS, immediate: true },
  )
  return demo
}

import { speakFully } from './i18n.ts'

/** Fetches a component whose words the panel does not start with, and those words. For `defineAsyncComponent`. */
export async function loadFully<Shown>(load: () => Promise<{ default: Shown }>): Promise<Shown> {
  const [found] = await Promise.all([load(), speakFully()])
  return found.default
}

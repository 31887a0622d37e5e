import { speakFully } from './i18n.ts'

/** Fetches code whose words the panel does not start with, and those words with it. */
export async function withWords<T>(load: () => Promise<T>): Promise<T> {
  const [found] = await Promise.all([load(), speakFully()])
  return found
}

/** Fetches a component and its words. For `defineAsyncComponent`. */
export async function loadFully<Shown>(load: () => Promise<{ default: Shown }>): Promise<Shown> {
  return (await withWords(load)).default
}

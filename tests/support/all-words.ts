/**
 * Tests of components say what the whole panel says: in the panel, the words of what is opened later are fetched with
 * it (`composables/words/load-fully.ts`).
 */
if (typeof document !== 'undefined') {
  const { speakFully } = await import('../../composables/words/i18n.ts')
  await speakFully()
}

export {}

import { panel as english } from '../../locales/en/panel.ts'
import { packOf } from '../../locales/packs.ts'
import type { Language } from '../../locales/text.ts'
import { makeSpeech } from './speech.ts'

/** What the whole panel speaks by. It begins in English. */
const speech = makeSpeech<Language>(packOf, { language: 'en', areas: english })

/** The language the panel speaks now. */
export const language = speech.language

/**
 * A text in the language of the panel. Whoever reads it in a template or a computed is given the other
 * language as soon as it is chosen; a constant made once at the top of a file is not.
 */
export const t = speech.t

/** A number as the language of the panel writes it. */
export const formatNumber = speech.formatNumber

/** Lets the whole panel speak this language. Resolves once it does: all but English is fetched when it is wanted. */
export const speak = speech.speak

/** Fetches the words that the panel does not start with; whoever shows them waits for this first. */
export const speakFully = speech.speakFully

import { spokenLanguage, wordsIn } from './words.ts'

/** The language of this page: what the site that embeds it says (`?lang=`), else the browser's. */
export const language = spokenLanguage([
  new URLSearchParams(window.location.search).get('lang') ?? '',
  ...navigator.languages,
])

export const words = wordsIn(language)

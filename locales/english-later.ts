import manager from './en/manager.json'

/** The words of what most openings of the panel never show, in English: fetched with it (see `speakFully`). */
export const englishLater = { manager }

export type LaterCatalogue = typeof englishLater

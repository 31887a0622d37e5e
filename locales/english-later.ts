import manager from './en/manager.json'
import transfer from './en/transfer.json'

/** The words of what most openings of the panel never show, in English: fetched with it (see `speakFully`). */
export const englishLater = { manager, transfer }

export type LaterCatalogue = typeof englishLater

import type { LaterCatalogue } from './english-later.ts'
import manager from './id/manager.json'
import transfer from './id/transfer.json'

/** The words of `englishLater` in Indonesian. A missing one is a type error. */
export const indonesianLater: LaterCatalogue = { manager, transfer }

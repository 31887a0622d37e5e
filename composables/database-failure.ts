import { shallowRef } from 'vue'

/** Why the local database cannot be read, as the browser put it; null while it can. */
export const databaseFailure = shallowRef<string | null>(null)

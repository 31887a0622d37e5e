const DATABASE = 'baton-customer'
/** Version 1 had no files. */
const VERSION = 2

/** Agreed tokens by team, and the bytes of files by id. */
export type StoreName = 'tokens' | 'files'

const STORES: readonly StoreName[] = ['tokens', 'files']

/** What the chat keeps in the browser beside localStorage. Rejects where the browser has no such thing. */
export function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open(DATABASE, VERSION)
    request.onupgradeneeded = () => {
      const { result } = request
      for (const name of STORES) {
        if (!result.objectStoreNames.contains(name)) result.createObjectStore(name)
      }
    }
    request.onsuccess = () => {
      // A tab with a newer version must not wait for this one.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be opened.'))
  })
}

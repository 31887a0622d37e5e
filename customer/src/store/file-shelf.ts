import { openDatabase } from './database.ts'

/** The bytes of files that are not on the server yet, kept over a reload. */
export interface FileShelf {
  /** False when the browser has no room: then it is there until the reload. */
  put(id: string, blob: Blob): Promise<boolean>
  get(id: string): Promise<Blob | null>
  remove(id: string): Promise<void>
}

/** Keeps them in IndexedDB, and in this page where there is none. */
export function fileShelfIn(factory: () => IDBFactory): FileShelf {
  const here = new Map<string, Blob>()

  async function use<T>(
    mode: IDBTransactionMode,
    ask: (files: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const db = await openDatabase(factory())
    try {
      return await new Promise((resolve, reject) => {
        const transaction = db.transaction('files', mode)
        const request = ask(transaction.objectStore('files'))
        transaction.oncomplete = () => resolve(request.result)
        transaction.onabort = () => reject(transaction.error ?? new Error('Not kept.'))
      })
    } finally {
      db.close()
    }
  }

  return {
    put: async (id, blob) => {
      here.set(id, blob)
      return use('readwrite', (files) => files.put(blob, id)).then(
        () => true,
        () => false,
      )
    },
    get: async (id) => {
      const known = here.get(id)
      if (known) return known
      const kept: unknown = await use<unknown>('readonly', (files) => files.get(id)).catch(
        () => null,
      )
      return kept instanceof Blob ? kept : null
    },
    remove: async (id) => {
      here.delete(id)
      await use('readwrite', (files) => files.delete(id)).catch(() => undefined)
    },
  }
}

import type { EntityTable } from 'dexie'
import { browser } from 'wxt/browser'
import { LastingDatabase } from '../db/lasting-database.ts'

// What no web page may read, though its process were taken over: scripts that Baton puts into a page can read the
// extension's storage unless the browser is told otherwise.

interface SecretRow {
  key: string
  value: unknown
}

/** A database of its own: the copy of the team's data may be lost or deleted, and nobody is signed out by that. */
class SecretDatabase extends LastingDatabase {
  declare secrets: EntityTable<SecretRow, 'key'>

  constructor() {
    super('baton-secrets')
    this.version(1).stores({ secrets: 'key' })
  }
}

/** Keeps values by their names, where only the extension's own pages and its background read them. */
export interface SecretStorage {
  get(key: string): Promise<unknown>
  set(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

/**
 * Closes the extension's storage to scripts in web pages where the browser can do that, and keeps secrets in it; else
 * (Firefox) they are in an IndexedDB, which is never open to them, and what an older version had left in the storage moves
 * there. Call it when the background starts, before anything is stored.
 */
export function openSecretStorage(): SecretStorage {
  const opened = closeToPages().then((closed) => (closed ? extensionStorage : databaseStorage()))
  return {
    get: async (key) => (await opened).get(key),
    set: async (key, value) => (await opened).set(key, value),
    remove: async (key) => (await opened).remove(key),
  }
}

async function closeToPages(): Promise<boolean> {
  const { local, session, sync } = browser.storage
  if (!('setAccessLevel' in local)) return false
  const areas = [local, session, sync].filter((area) => 'setAccessLevel' in area)
  try {
    await Promise.all(areas.map((area) => area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' })))
    return true
  } catch {
    return false
  }
}

const extensionStorage: SecretStorage = {
  get: async (key) => (await browser.storage.local.get(key))[key],
  set: (key, value) => browser.storage.local.set({ [key]: value }),
  remove: (key) => browser.storage.local.remove(key),
}

function databaseStorage(): SecretStorage {
  const { secrets } = new SecretDatabase()
  /** As they are: should the database be deleted under a running background, it puts them back. */
  const known = new Map<string, unknown>()
  const set = async (key: string, value: unknown) => {
    known.set(key, value)
    await secrets.put({ key, value })
    await extensionStorage.remove(key)
  }
  return {
    async get(key) {
      const row = await secrets.get(key)
      const left = row?.value ?? known.get(key) ?? (await extensionStorage.get(key))
      if (!row && left !== undefined) await set(key, left)
      return left
    },
    set,
    async remove(key) {
      known.delete(key)
      await secrets.delete(key)
      await extensionStorage.remove(key)
    },
  }
}

import * as v from 'valibot'
import { memoryStorage } from './memory-storage.ts'

const entries = v.record(v.string(), v.string())

/** Where the chat keeps what it keeps. */
export interface BrowserStorage {
  storage: Storage
  /** For a browser that keeps nothing for this page: lets somebody else keep it. Null where the browser does. */
  hand: Hand | null
}

export interface Hand {
  /** Goes on with what was kept; from now on `keep` is called with what is to be kept. */
  to(kept: string | null, keep: (kept: string) => void): void
}

/** The browser's own storage; where it throws, as in frames of a browser that blocks them, one that can be handed on. */
export function browserStorage(own: () => Storage): BrowserStorage {
  try {
    const storage = own()
    storage.getItem('')
    return { storage, hand: null }
  } catch {
    return kept()
  }
}

function kept(): BrowserStorage {
  let keep: (kept: string) => void = () => undefined
  let isTelling = false
  const storage = memoryStorage(() => {
    // A message writes several keys: they are told together.
    if (isTelling) return
    isTelling = true
    queueMicrotask(() => {
      isTelling = false
      keep(JSON.stringify(all(storage)))
    })
  })
  return {
    storage,
    hand: {
      to: (before, keepWith) => {
        const read = before === null ? null : readEntries(before)
        for (const [key, value] of Object.entries(read ?? {})) {
          if (storage.getItem(key) === null) storage.setItem(key, value)
        }
        keep = keepWith
      },
    },
  }
}

function all(storage: Storage): Record<string, string> {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return Object.fromEntries(keys.map((key) => [key, storage.getItem(key) ?? '']))
}

function readEntries(text: string): Record<string, string> | null {
  try {
    return v.parse(entries, JSON.parse(text))
  } catch {
    return null
  }
}

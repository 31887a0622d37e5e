/** How long after a customer's last word a page of the site still asks for an answer by itself, in ms. */
const ASKED_FOR_MS = 30 * 24 * 3_600_000

/** What the site's own storage keeps for the chat. */
export interface SiteMemory {
  /** Whether somebody wrote from this browser, so that an answer may come. */
  hasWritten(): boolean
  setWritten(written: boolean): void
  /** What the chat keeps here, in browsers that keep nothing for it; null is nothing. */
  kept(): string | null
  keep(kept: string | null): void
}

/** `storage` throws in browsers that keep nothing at all: then nothing is known. */
export function siteMemory(storage: () => Storage, team: string, now: () => number): SiteMemory {
  const written = `baton-site:${team}:written`
  const kept = `baton-site:${team}:kept`
  const read = (key: string) => {
    try {
      return storage().getItem(key)
    } catch {
      return null
    }
  }
  const write = (key: string, value: string | null) => {
    try {
      if (value === null) storage().removeItem(key)
      else storage().setItem(key, value)
    } catch {
      // It is asked for by pressing the button, then.
    }
  }
  return {
    hasWritten: () => now() - Number(read(written) ?? '-Infinity') < ASKED_FOR_MS,
    setWritten: (value) => write(written, value ? String(now()) : null),
    kept: () => read(kept),
    keep: (value) => write(kept, value),
  }
}

import { attachment, type Attachment } from '@baton/protocol/attachment.ts'
import { errorCode } from '@baton/protocol/errors.ts'
import * as v from 'valibot'
import type { Pending } from './chat-state.ts'

const pending = v.object({
  id: v.string(),
  kind: v.picklist(['message', 'human']),
  text: v.string(),
  // What an earlier version of this page left had no files.
  attachments: v.optional(v.array(attachment), []),
  at: v.number(),
  status: v.picklist(['queued', 'failed']),
  failure: v.nullable(errorCode),
})

/** What the browser keeps for the customer of one team. */
export interface ChatStorage {
  token(): string | null
  setToken(token: string | null): void
  /** Whether the site has signed the customer of the token in. */
  isIdentified(): boolean
  setIdentified(): void
  /** Forgets everything of this customer. */
  forget(): void
  draft(): string
  setDraft(text: string): void
  /** Files in the message box; their bytes are on the shelf. */
  draftFiles(): Attachment[]
  setDraftFiles(files: readonly Attachment[]): void
  /** In the order they were written. */
  pending(): Pending[]
  savePending(entry: Pending): void
  removePending(id: string): void
}

/**
 * Keeps it in localStorage or the like. Each pending message has a key of its own, so that two tabs of one
 * customer do not write over each other. Where storing fails (private windows, full disk) the chat goes on
 * without: what is written then does not survive a reload.
 */
export function chatStorage(storage: Storage, team: string): ChatStorage {
  const prefix = `baton:${team}:`
  const pendingPrefix = `${prefix}pending:`
  const set = (key: string, value: string | null) => {
    try {
      if (value === null) storage.removeItem(key)
      else storage.setItem(key, value)
    } catch {
      // Told above: without storage the chat still works, until the reload.
    }
  }
  return {
    token: () => storage.getItem(`${prefix}token`),
    setToken: (token) => {
      set(`${prefix}token`, token)
      set(`${prefix}identified`, null)
    },
    isIdentified: () => storage.getItem(`${prefix}identified`) !== null,
    setIdentified: () => set(`${prefix}identified`, '1'),
    forget: () => {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
      for (const key of keys) if (key?.startsWith(prefix)) set(key, null)
    },
    draft: () => storage.getItem(`${prefix}draft`) ?? '',
    setDraft: (text) => set(`${prefix}draft`, text === '' ? null : text),
    draftFiles: () => parse(draftFiles, storage.getItem(`${prefix}files`)) ?? [],
    setDraftFiles: (files) =>
      set(`${prefix}files`, files.length === 0 ? null : JSON.stringify(files)),
    pending: () =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index))
        .filter((key) => key?.startsWith(pendingPrefix))
        .map((key) => parse(pending, storage.getItem(key ?? '')))
        .filter((entry) => entry !== null)
        // Ids are UUIDv7: their order is the order of writing.
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
    savePending: (entry) => set(`${pendingPrefix}${entry.id}`, JSON.stringify(entry)),
    removePending: (id) => set(`${pendingPrefix}${id}`, null),
  }
}

const draftFiles = v.array(attachment)

function parse<S extends v.GenericSchema>(schema: S, text: string | null): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text ?? ''))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

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

/**
 * Up to where the customer has seen the conversation, has put the preview of it away, and has heard a sound for it.
 */
export type Mark = (typeof MARKS)[number]
const MARKS = ['seen', 'put-away', 'sounded'] as const

/** What the browser keeps for the customer of one team. */
export interface ChatStorage {
  token(): string | null
  setToken(token: string | null): void
  /** Whether the site has signed the customer of the token in. */
  isIdentified(): boolean
  setIdentified(): void
  /** Forgets everything of this customer. */
  forget(): void
  /**
   * Puts what a guest left here out of reach of whoever is signed in now; with `token`, the way to their conversation,
   * too. `bringBack` makes it the present customer's again.
   */
  setAside(what: 'with-token' | 'words-only'): void
  bringBack(): void
  /** Whether anything of a guest's is put aside. */
  hasAside(): boolean
  /** Whether the server has ever taken a word of this customer. */
  hasWritten(): boolean
  setWritten(): void
  /** A place in the conversation that is known in every tab; 0 before there is one. */
  mark(name: Mark): number
  setMark(name: Mark, seq: number): void
  /** No mark is further than this: the conversation was put back to an earlier state, or is another one. */
  lowerMarks(seq: number): void
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
  const asidePrefix = `baton-guest:${team}:`
  const set = (key: string, value: string | null) => {
    try {
      if (value === null) storage.removeItem(key)
      else storage.setItem(key, value)
    } catch {
      // Told above: without storage the chat still works, until the reload.
    }
  }
  const keysOf = (begin: string) =>
    Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((key) =>
      key.startsWith(begin),
    )
  const move = (from: string, to: string) => {
    set(to, storage.getItem(from))
    set(from, null)
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
      for (const key of keysOf(prefix)) set(key, null)
    },
    setAside: (what) => {
      for (const key of keysOf(prefix)) {
        if (what === 'words-only' && key === `${prefix}token`) continue
        move(key, asidePrefix + key.slice(prefix.length))
      }
    },
    bringBack: () => {
      for (const key of keysOf(asidePrefix)) move(key, prefix + key.slice(asidePrefix.length))
    },
    hasAside: () => keysOf(asidePrefix).length > 0,
    hasWritten: () => storage.getItem(`${prefix}written`) !== null,
    setWritten: () => set(`${prefix}written`, '1'),
    mark: (name) => Number(storage.getItem(`${prefix}${name}`) ?? 0),
    setMark: (name, seq) => set(`${prefix}${name}`, String(seq)),
    lowerMarks: (seq) => {
      for (const name of MARKS) {
        if (Number(storage.getItem(`${prefix}${name}`) ?? 0) > seq)
          set(`${prefix}${name}`, String(seq))
      }
    },
    draft: () => storage.getItem(`${prefix}draft`) ?? '',
    setDraft: (text) => set(`${prefix}draft`, text === '' ? null : text),
    draftFiles: () => parse(draftFiles, storage.getItem(`${prefix}files`)) ?? [],
    setDraftFiles: (files) =>
      set(`${prefix}files`, files.length === 0 ? null : JSON.stringify(files)),
    pending: () =>
      keysOf(pendingPrefix)
        .map((key) => parse(pending, storage.getItem(key)))
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

import type { FetchNonce } from '../connection/fetch-nonce.ts'
import type { FileServer } from '../connection/file-server.ts'
import type { OpenLink } from '../connection/link.ts'
import type { Words } from '../words/english.ts'
import type { ChatState } from './chat-state.ts'
import type { FileShelf } from './file-shelf.ts'
import type { SettleDeps } from './settle-customer.ts'

/** The world that a chat lives in. */
export interface ChatDeps extends Omit<
  SettleDeps,
  'forgotten' | 'changedHands' | 'identityRefused'
> {
  state: ChatState
  fetchNonce: FetchNonce
  openLink: OpenLink
  shelf: FileShelf
  fileServer: FileServer
  words: Words
  newId: () => string
  now: () => number
  /** From 0 to 1. */
  random: () => number
  later: (ms: number, run: () => void) => void
}

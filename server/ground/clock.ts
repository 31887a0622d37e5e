import { createHash, randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

/** Now, in ms since 1970. */
export type Clock = () => number

/** Where identifiers and secrets come from. */
export interface Ids {
  /** A UUIDv7: ids made later sort later. */
  next(): string
  /** 256 random bits, safe in addresses and headers. */
  secret(): string
}

export const systemClock: Clock = () => Date.now()

export const randomIds: Ids = {
  next: () => v7(),
  secret: () => randomBytes(32).toString('base64url'),
}

/** SHA-256 of a text, hex: what is stored of a secret, and what tells two requests apart. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

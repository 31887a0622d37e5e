import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { sha256 } from './clock.ts'

/** What of a secret that the server keeps for others, and has to read again, is encrypted for. */
interface SealedFor {
  /** What it is used for. Each purpose has a key of its own. */
  purpose: 'webhook-secret' | 'model-key'
  /** The id of the row it is stored in. Sealed text that was moved to another row does not open. */
  rowId: string
}

/** Encrypts secrets that are stored, with the server's secret (`BATON_SECRET`). */
export interface Sealing {
  seal(what: SealedFor, text: string): string
  /** The text that was sealed. Throws `CannotOpen`. */
  open(what: SealedFor, sealed: string): string
}

/** A sealed text does not open. The message says why, and what to do. */
export class CannotOpen extends Error {
  readonly why: 'secret-changed' | 'damaged'

  constructor(why: 'secret-changed' | 'damaged') {
    super(
      why === 'secret-changed'
        ? 'BATON_SECRET is not the one with which this was stored: set the former one again, or enter this anew.'
        : 'What is stored here was damaged: enter it anew.',
    )
    this.why = why
  }
}

const VERSION = 'v1'
const CIPHER = 'aes-256-gcm'
const IV_LENGTH = 12
const TAG_LENGTH = 16
/** Characters of the name of a key, by which a changed secret is told from damage. */
const NAME_LENGTH = 8

/** AES-256-GCM with a random IV, by a key for each purpose (HKDF-SHA-256). Stored as `v1.<key's name>.<base64url>`. */
export function createSealing(secret: string): Sealing {
  const keys = new Map<string, { key: Buffer; name: string }>()

  function keyFor({ purpose }: SealedFor): { key: Buffer; name: string } {
    const known = keys.get(purpose)
    if (known) return known
    const key = Buffer.from(hkdfSync('sha256', secret, 'baton', `sealed ${purpose} ${VERSION}`, 32))
    const made = { key, name: sha256(`name ${key.toString('hex')}`).slice(0, NAME_LENGTH) }
    keys.set(purpose, made)
    return made
  }

  return {
    seal: (what, text) => {
      const { key, name } = keyFor(what)
      const iv = randomBytes(IV_LENGTH)
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(what.rowId))
      const parts = [iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
      return [VERSION, name, Buffer.concat(parts).toString('base64url')].join('.')
    },
    open: (what, sealed) => {
      const { key, name } = keyFor(what)
      const [version, sealedBy, body = ''] = sealed.split('.')
      if (version !== VERSION) throw new CannotOpen('damaged')
      if (sealedBy !== name) throw new CannotOpen('secret-changed')
      const bytes = Buffer.from(body, 'base64url')
      if (bytes.length < IV_LENGTH + TAG_LENGTH) throw new CannotOpen('damaged')
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_LENGTH))
        .setAAD(Buffer.from(what.rowId))
        .setAuthTag(bytes.subarray(-TAG_LENGTH))
      const text = decipher.update(bytes.subarray(IV_LENGTH, -TAG_LENGTH))
      try {
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch {
        throw new CannotOpen('damaged')
      }
    },
  }
}

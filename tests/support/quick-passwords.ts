import { randomBytes, scrypt } from 'node:crypto'
import type { PasswordHashing } from '../../server/auth/create-auth.ts'

/** better-auth's way with passwords, on the same threads, at a thousandth of its cost: every test makes a team of three. */
export const QUICK_PASSWORDS: PasswordHashing = {
  async hash(password) {
    const salt = randomBytes(16).toString('hex')
    return `${salt}:${await key(password, salt)}`
  },
  async verify({ hash, password }) {
    const [salt = '', kept] = hash.split(':')
    return (await key(password, salt)) === kept
  },
}

function key(password: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 64, { N: 16, r: 16, p: 1 }, (error, made) => {
      if (error) reject(error)
      else resolve(made.toString('hex'))
    })
  })
}

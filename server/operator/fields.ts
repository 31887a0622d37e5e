import { cleanName } from '@baton/domain/clean-name.ts'
import { plainAddress } from '@baton/protocol/plain-address.ts'
import { name } from '@baton/protocol/primitives.ts'
import * as v from 'valibot'

// What an operator types, within the protocol's own limits, so that no command stores a row which a panel cannot
// read; each with the sentence that says what is wrong with it.

const oneLine = (what: string) => v.regex(/^\P{Cc}*$/u, `${what} must be on one line.`)

function called(what: string) {
  const { requirement: longest } = name.pipe[3]
  return v.pipe(
    v.string(),
    oneLine(`${what}'s name`),
    v.transform(cleanName),
    v.minLength(1, `${what} needs a name.`),
    v.maxLength(longest, `${what}'s name may have at most ${longest} characters.`),
  )
}

export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,64}$/, 'The slug may have up to 64 lower-case letters, digits and dashes.'),
)

export const teamName = called('The team')

export const personName = called('The person')

export const email = v.pipe(
  v.string(),
  v.transform(plainAddress),
  v.maxLength(254, 'The email address may have at most 254 characters.'),
  v.email('The person needs an email address.'),
)

/** The longest is better-auth's: nobody could sign in with a longer one. */
export const password = v.pipe(
  v.string(),
  v.minLength(8, 'The password must have at least 8 characters.'),
  v.maxLength(128, 'The password may have at most 128 characters.'),
)

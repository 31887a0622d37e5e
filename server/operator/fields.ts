import * as v from 'valibot'

// What an operator types, with the sentence that says what is wrong with it.

export const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9-]{1,64}$/, 'The slug may have lower-case letters, digits and dashes.'),
)

export const personName = v.pipe(v.string(), v.trim(), v.minLength(1, 'The person needs a name.'))

export const email = v.pipe(v.string(), v.email('The person needs an email address.'))

/** `variable` is where the password comes from: an argument would stand in the shell's history. */
export function passwordFrom(variable: string) {
  return v.pipe(v.string(), v.minLength(8, `${variable} must have at least 8 characters.`))
}

/** Why a site's word signs nobody in, in words for the site's developer. */
export function refusalWords(reason: string): string {
  return WORDS[reason] ?? 'The server took the token for none of this site’s.'
}

const WORDS: Record<string, string> = {
  signature: 'The token was not signed with this team’s secret (HS256).',
  malformed: 'The token is no JWT: three parts, separated by dots.',
  algorithm: 'The token has to be signed with HS256.',
  subject: 'The claim "sub" has to be a text of 1 to 200 characters, or a whole number below 2^53.',
  expiry: 'The claim "exp" has to be a number: seconds since 1970.',
  'not-yet': 'The claim "nbf" is more than a minute ahead: is the clock of your server right?',
  'too-long':
    'The claim "exp" is further ahead than the server allows (24 hours, unless its operator says otherwise). It is in seconds, not in milliseconds.',
  'no-secret':
    'The team has no secret yet: its operator makes one with "npm run team:identity-secret".',
  'sign-in-failed': 'The function that was given to baton.identify failed:',
}

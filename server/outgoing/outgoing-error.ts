import type { OutgoingTrouble } from '@baton/protocol/outgoing.ts'

const SENTENCES: Record<OutgoingTrouble, string> = {
  'address-invalid': 'This is no http or https address, or it has a name and password in it.',
  'needs-https':
    'The address must begin with https. The operator can allow http for a host in BATON_ALLOW_HOSTS.',
  'address-private':
    'The address leads into a private network. The operator can allow the host in BATON_ALLOW_HOSTS.',
  'name-unknown': 'The name in the address leads nowhere.',
  unreachable: 'Nothing at the address accepts a connection, or it closed it before an answer.',
  certificate: 'The certificate at the address does not hold.',
  'too-slow': 'The address did not answer in time.',
  'too-large': 'The answer was longer than what is read of one.',
  redirected: 'The address sends elsewhere, which is not followed: enter the final address.',
  'cut-off': 'The answer ended in the middle.',
  'not-http': 'What answers at the address does not speak HTTP.',
}

/** A request to an address outside came to nothing. The message is a sentence for who has set the address. */
export class OutgoingError extends Error {
  readonly trouble: OutgoingTrouble

  constructor(trouble: OutgoingTrouble, cause?: unknown) {
    super(SENTENCES[trouble], { cause })
    this.trouble = trouble
  }
}

const NO_NAME = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA', 'ESERVFAIL', 'EAI_FAIL', 'EBADNAME'])
const TIMED_OUT = new Set(['ETIMEDOUT', 'ETIMEOUT', 'ESOCKETTIMEDOUT'])
const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|ERR_TLS)/

/** What went wrong before there was an answer, as one of the closed list. */
export function toOutgoingError(error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error
  return new OutgoingError(troubleOf(codeOf(error)), error)
}

function troubleOf(code: string): OutgoingTrouble {
  if (NO_NAME.has(code)) return 'name-unknown'
  if (TIMED_OUT.has(code)) return 'too-slow'
  if (CERTIFICATE.test(code)) return 'certificate'
  // A server without TLS was spoken to by https, or one that speaks something else by http.
  if (code.startsWith('HPE_') || code === 'EPROTO' || code.startsWith('ERR_SSL')) return 'not-http'
  return 'unreachable'
}

/** The code of an error of Node's; an empty text without one. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' ? code : ''
}

import * as v from 'valibot'

/**
 * Why a request of the server's to an address that somebody has set came to nothing. What was answered, whatever the
 * status, is no trouble of these.
 */
export const outgoingTrouble = v.picklist([
  /** It is no http or https address, or has a name and password in it. */
  'address-invalid',
  /** It is http, and the operator has not allowed that for this host. */
  'needs-https',
  /** It leads into a private network, and the operator has not allowed the host. */
  'address-private',
  /** The name leads nowhere. */
  'name-unknown',
  /** Nothing there accepts a connection, or it was closed before an answer. */
  'unreachable',
  /** The certificate does not hold. */
  'certificate',
  /** It did not connect, answer or go on in time. */
  'too-slow',
  /** The answer is longer than what is read of one. */
  'too-large',
  /** It sends elsewhere, too often or where that is not followed. */
  'redirected',
  /** The answer ended in the middle. */
  'cut-off',
  /** What came is no HTTP. */
  'not-http',
])
export type OutgoingTrouble = v.InferOutput<typeof outgoingTrouble>

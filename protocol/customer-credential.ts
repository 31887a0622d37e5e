/**
 * A customer's credential, sent with every connection and request. It is the browser's token, followed by the site's
 * identity token once the site has signed the customer in. Neither part can hold a `~`.
 */
export function customerCredential(token: string, identity: string | null): string {
  return identity === null ? token : `${token}~${identity}`
}

/** Splits a customer's credential into its two parts. The server checks them. */
export function splitCredential(credential: string): { token: string; identity: string | null } {
  const [token = '', identity = null] = credential.split('~', 2)
  return { token, identity }
}

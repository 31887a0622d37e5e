/**
 * What a customer shows at every connection and request: the token of their browser and, once their site has
 * signed them in, the site's signed word behind it. Neither part can hold a `~`.
 */
export function customerCredential(token: string, identity: string | null): string {
  return identity === null ? token : `${token}~${identity}`
}

/** The two parts of a customer's credential; whether they are worth anything, the server finds out. */
export function splitCredential(credential: string): { token: string; identity: string | null } {
  const [token = '', identity = null] = credential.split('~', 2)
  return { token, identity }
}

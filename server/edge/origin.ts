const EXTENSION = /^(chrome|moz)-extension:\/\/[a-z0-9-]+$/i

interface Known {
  webOrigins: readonly string[]
  publicUrl: string | null
}

/** Whether an origin is a browser extension's or one that the operator named. */
export function isAgentOrigin(origin: string, { webOrigins }: Pick<Known, 'webOrigins'>): boolean {
  return EXTENSION.test(origin) || webOrigins.includes(origin)
}

/**
 * Whether a socket's handshake may come from this page: extensions, the server's own pages, and what the
 * operator named. Programs send no origin. It keeps foreign pages away before they say anything, no more:
 * who somebody is, only their token tells.
 */
export function isOriginAllowed(
  request: { origin: string | undefined; host: string | undefined },
  known: Known,
): boolean {
  const { origin, host } = request
  if (origin === undefined) return true
  if (isAgentOrigin(origin, known)) return true
  if (!URL.canParse(origin)) return false
  const { host: originHost } = new URL(origin)
  if (originHost === host) return true
  return known.publicUrl !== null && originHost === new URL(known.publicUrl).host
}

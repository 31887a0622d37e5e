/**
 * The origin of a typed server address, or null if it is no web address. Without a scheme it gets https, or http for
 * this machine and the local network, where servers rarely have a certificate. Any other plain http is raised to
 * https: a password never crosses the internet in the clear.
 */
export function serverOrigin(typed: string): string | null {
  const text = typed.trim()
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || url.username || url.password || /\s/.test(text)) return null
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  const explicit = text.toLowerCase().startsWith('https://')
  const scheme = !explicit && isLocal(url.hostname) ? 'http' : 'https'
  return `${scheme}://${url.host}`
}

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

/** Loopback, the private and link-local ranges (RFC 1918, 3927, 4193), and names that no public DNS resolves. */
function isLocal(host: string): boolean {
  return (
    /^(localhost|.+\.(localhost|local|lan|internal|home\.arpa))$/.test(host) ||
    /^(127|10)\.\d+\.\d+\.\d+$/.test(host) ||
    /^(192\.168|169\.254)\.\d+\.\d+$/.test(host) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
    /^\[(::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/.test(host) ||
    /^[^.[\]]+$/.test(host)
  )
}

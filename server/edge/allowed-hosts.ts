/** A host that the operator has allowed, at one port or at any (null). */
export interface AllowedHost {
  host: string
  port: number | null
}

/** `name`, `name:port`, `address`, `[address]:port`. */
const WITH_PORT = /^(?<host>[^:]+|\[[^\]]+\]):(?<port>\d{1,5})$/

/** Hosts as the operator writes them, separated by commas; null when one of them is none. */
export function readAllowedHosts(text: string): AllowedHost[] | null {
  const parts = text.split(',').map((part) => part.trim())
  const hosts = parts.filter(Boolean).map(readAllowedHost)
  return hosts.every((host) => host !== null) ? hosts : null
}

function readAllowedHost(text: string): AllowedHost | null {
  const { host = text, port } = WITH_PORT.exec(text)?.groups ?? {}
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  if (/[/?#@*\\\s]/.test(name) || !URL.canParse(`http://${name}`)) return null
  const url = new URL(`http://${name}`)
  if (url.port !== '' || Number(port ?? 0) > 65_535) return null
  return { host: hostOf(url), port: port === undefined ? null : Number(port) }
}

/** The host of an address, in the one spelling by which hosts are compared. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/\.$/, '')
}

/** The port of an address, the one of its scheme where it names none. */
export function portOf({ protocol, port }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

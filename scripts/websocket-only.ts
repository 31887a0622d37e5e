import type { Plugin } from 'vite'

/** What socket.io's client brings along and Baton's background never uses, by the package that imports it. */
const UNUSED = [
  {
    by: '/engine.io-client/',
    files: /^\.\/(transports\/)?(polling-xhr(\.node)?|polling-fetch|webtransport)\.js$/,
  },
  { by: '/socket.io-parser/', files: /^\.\/(is-)?binary\.js$/ },
  { by: '/engine.io-parser/', files: /^\.\/contrib\/base64-arraybuffer\.js$/ },
]

const NOTHING = '\0baton:not-in-socket'

/** Nothing here is binary; a server that sends something that says it is, is refused as one that talks nonsense. */
const STANDS_FOR_IT = `
export const XHR = undefined, WT = undefined, Fetch = undefined
export const isBinary = () => false, hasBinary = isBinary
export function decode() { throw new Error('binary') }
export { decode as deconstructPacket, decode as reconstructPacket }
`

/**
 * Leaves out of a bundle what a WebSocket that carries nothing but JSON has no use for. The other transports: a worker
 * has no XMLHttpRequest, and Baton's server speaks no HTTP/3; the table of transports then holds the WebSocket only.
 * And the search through everything that is sent or comes for bytes: files go by HTTP.
 */
export function webSocketOnly(): Plugin {
  return {
    name: 'baton:websocket-only',
    enforce: 'pre',
    resolveId: (id, importer) =>
      UNUSED.some(({ by, files }) => files.test(id) && importer?.includes(by)) ? NOTHING : null,
    load: (id) => (id === NOTHING ? STANDS_FOR_IT : null),
  }
}

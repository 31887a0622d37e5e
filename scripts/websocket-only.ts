import type { Plugin } from 'vite'

/** The ways to a server, other than a WebSocket, that socket.io's client brings along. */
const OTHERS = /^\.\/(transports\/)?(polling-xhr(\.node)?|polling-fetch|webtransport)\.js$/

/**
 * Leaves out of a bundle what `transports: ['websocket']` never uses: a worker has no XMLHttpRequest, and Baton's
 * server speaks no HTTP/3. The table of transports then holds the WebSocket only.
 */
export function webSocketOnly(): Plugin {
  const nothing = '\0baton:no-transport'
  return {
    name: 'baton:websocket-only',
    enforce: 'pre',
    resolveId: (id, importer) =>
      OTHERS.test(id) && importer?.includes('/engine.io-client/') ? nothing : null,
    load: (id) =>
      id === nothing ? 'export const XHR = undefined, WT = undefined, Fetch = undefined' : null,
  }
}

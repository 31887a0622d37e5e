// Imported statically: a worker must register its `offline` listener while the module is evaluated.
import { io } from 'socket.io-client'
import { AGENT_NAMESPACE } from '@baton/protocol/events.ts'
import type { AgentAuth } from '@baton/protocol/session.ts'
import { SPOKEN } from '@baton/protocol/version.ts'
import type { OpenSocket } from './agent-socket.ts'

/** Opens one socket.io connection. `Connection` does the retries. */
export const openSocket: OpenSocket = (serverUrl, token, listener) => {
  const socket = io(new URL(AGENT_NAMESPACE, serverUrl).href, {
    // A worker has no XMLHttpRequest, so socket.io's default first transport can never work there.
    transports: ['websocket'],
    auth: { token, ...SPOKEN } satisfies AgentAuth,
    forceNew: true,
    reconnection: false,
    timeout: 10_000,
  })
  let open = true
  socket.onAny((name: string, body: unknown) => open && listener.event(name, body))
  socket.on('connect_error', (error) => {
    if (open) listener.refused('data' in error ? error.data : null)
  })
  socket.on('disconnect', () => {
    if (open) listener.closed()
  })
  return {
    request: (event, body, timeoutMs) =>
      // socket.io would buffer a request made while disconnected, and send it in addition to the outbox.
      socket.connected
        ? socket.timeout(timeoutMs).emitWithAck(event, body)
        : Promise.reject(new Error('The connection is closed.')),
    close: () => {
      open = false
      socket.disconnect()
    },
  }
}

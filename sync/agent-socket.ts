import type { AgentRequest } from '@baton/protocol/agent-requests.ts'

/** One connection to the server, from dialling to its end. It never reconnects. */
export interface AgentSocket {
  /**
   * Sends a request and waits; the answer is not parsed yet. Rejects when no answer came within `timeoutMs`. Called
   * by `ask.ts` only.
   */
  request(event: AgentRequest, body: unknown, timeoutMs: number): Promise<unknown>
  /** Closes the connection. The listener gets no more calls. */
  close(): void
}

/** Gets the events of a connection. Bodies are unparsed. */
export interface SocketListener {
  event(name: string, body: unknown): void
  /** The server refused the connection (`data` is the reason) or could not be reached (`data` is null). */
  refused(data: unknown): void
  closed(): void
}

export type OpenSocket = (serverUrl: string, token: string, listener: SocketListener) => AgentSocket

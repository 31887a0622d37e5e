import type { AgentRequest } from '@baton/protocol/agent-requests.ts'

/** One connection to the server, from dialling to its end; it never comes back after that. */
export interface AgentSocket {
  /** Asks and waits; the answer is not parsed yet. Rejects when none came within `timeoutMs`. Asked by `ask.ts` only. */
  request(event: AgentRequest, body: unknown, timeoutMs: number): Promise<unknown>
  /** Hangs up. The listener hears nothing after it. */
  close(): void
}

/** Who hears what happens on a connection. Bodies are as they came: parse them. */
export interface SocketListener {
  event(name: string, body: unknown): void
  /** The server refused the connection (`data` says why), or there was none to reach (`data` is null). */
  refused(data: unknown): void
  closed(): void
}

export type OpenSocket = (serverUrl: string, token: string, listener: SocketListener) => AgentSocket

import type { AgentToServer } from '@baton/protocol/events.ts'

export type AgentEvent = keyof AgentToServer
export type RequestBody<E extends AgentEvent> = Parameters<AgentToServer[E]>[0]

/** One connection to the server, from dialling to its end; it never comes back after that. */
export interface AgentSocket {
  /** Asks and waits; the answer is not parsed yet. Rejects when none came within `timeoutMs`. */
  request<E extends AgentEvent>(event: E, body: RequestBody<E>, timeoutMs: number): Promise<unknown>
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

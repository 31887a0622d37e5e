import { io, type Socket } from 'socket.io-client'
import { AGENT_NAMESPACE, type AgentToServer, type ServerToAgent } from '@baton/protocol/events.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import type { ChangesPage, Place, Row } from '@baton/protocol/changes.ts'
import type { Hello } from '@baton/protocol/session.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'

export type AgentSocket = Socket<ServerToAgent, AgentToServer>

/** Signs in with a password and gives the bearer token. */
export async function signIn(url: string, email: string, password: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const token = response.headers.get('set-auth-token')
  if (!token) throw new Error(`Signing in as ${email} failed with status ${response.status}.`)
  return token
}

/** An agent's socket that is connected and was greeted. */
export async function connectAgent(url: string, token: string): Promise<AgentSocket> {
  return (await greetedAgent(url, token)).socket
}

/** The same, with what the server greeted it with. */
export function greetedAgent(
  url: string,
  token: string,
): Promise<{ socket: AgentSocket; hello: Hello }> {
  const socket: AgentSocket = io(`${url}${AGENT_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    auth: { token, protocol: PROTOCOL_VERSION },
  })
  return new Promise((resolve, reject) => {
    socket.once('hello', (hello) => {
      resolve({ socket, hello })
    })
    socket.once('connect_error', reject)
  })
}

/** What was answered, or an error that names the code. */
export function resultOf<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.data
  throw new Error(`The server refused: ${answer.error.code}`)
}

/** All rows of the team, from the first revision on. */
export async function pullAll(socket: AgentSocket): Promise<Row[]> {
  const rows: Row[] = []
  let timeline: string | null = null
  let after = 0
  let place: Place | null = null
  for (;;) {
    const page: ChangesPage = resultOf(
      await socket.emitWithAck('changes:pull', {
        timeline,
        after,
        place,
        horizon: 0,
        limit: 1_000,
      }),
    )
    rows.push(...page.rows)
    if (page.rev >= page.newest) return rows
    timeline = page.timeline
    after = page.rev
    place = page.place
  }
}

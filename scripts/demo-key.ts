import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { AgentRequest, AgentBody } from '@baton/protocol/agent-requests.ts'
import type { AgentAnswer } from '@baton/protocol/agent-answers.ts'
import { v7 as newId } from 'uuid'
import { DEMO_PEOPLE } from '../server/demo/people.ts'
import { ask } from '../sync/ask.ts'
import type { AgentSocket } from '../sync/agent-socket.ts'
import { openSocket } from '../sync/open-socket.ts'

const [, , ADMIN] = DEMO_PEOPLE
const NAME = 'Sample bot'
const SCOPES = ['write', 'events'] as const

/**
 * The key of the demo team's sample bot. The one kept in `file` (readable by its owner only) is used again while the server
 * lets it in; otherwise the demo's admin makes a new one and revokes the old. Throws when the server does not let the
 * admin in.
 */
export async function demoKey(serverUrl: string, file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null && (await holds(serverUrl, kept))) return kept
  const key = await asAdmin(serverUrl, makeKey)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, key, { mode: 0o600 })
  return key
}

async function holds(serverUrl: string, key: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${key}` }
  const { ok } = await fetch(`${serverUrl}/v1/availability`, { headers })
  return ok
}

type Asks = <E extends AgentRequest>(event: E, body: AgentBody<E>) => Promise<AgentAnswer<E>>

async function makeKey(asks: Asks): Promise<string> {
  const { integrations } = await asks('integrations:list', {})
  const known = integrations.find(({ name }) => name === NAME)
  const { id: integrationId } =
    known ?? (await asks('integration:make', { id: newId(), name: NAME, kind: 'bot' })).integration
  for (const { id: keyId } of known?.keys ?? []) await asks('key:revoke', { id: newId(), keyId })
  const made = { id: newId(), integrationId, test: false, scopes: [...SCOPES] }
  const { secret } = await asks('key:make', made)
  if (secret === null) throw new Error('The key was not shown.')
  return secret
}

/** Works as the demo's admin, in a session that ends with the work. */
async function asAdmin<T>(serverUrl: string, work: (asks: Asks) => Promise<T>): Promise<T> {
  const token = await signIn(serverUrl)
  try {
    const socket = await connect(serverUrl, token)
    try {
      return await work(async (event, body) => {
        const answer = await ask(socket, event, body)
        if (!answer.ok) throw new Error(`The server refused ${event}: ${answer.error.code}.`)
        return answer.data
      })
    } finally {
      socket.close()
    }
  } finally {
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${serverUrl}/api/auth/sign-out`, { method: 'POST', headers })
  }
}

async function signIn(serverUrl: string): Promise<string> {
  const { email, password } = ADMIN
  const answer = await fetch(`${serverUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const token = answer.headers.get('set-auth-token')
  if (token === null)
    throw new Error(`${email} is not let in: the server answered ${answer.status}.`)
  return token
}

function connect(serverUrl: string, token: string): Promise<AgentSocket> {
  return new Promise((resolve, reject) => {
    const socket = openSocket(serverUrl, token, {
      event: (name) => {
        if (name === 'hello') resolve(socket)
      },
      refused: () => reject(new Error('The server refused the connection.')),
      closed: () => reject(new Error('The server closed the connection.')),
    })
  })
}

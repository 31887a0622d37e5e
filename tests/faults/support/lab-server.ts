import { onTestFinished } from 'vitest'
import { startServerProcess, type ServerProcess } from '../../../scripts/server-process.ts'
import { DEMO_PEOPLE, DEMO_TEAM } from '../../../server/demo/people.ts'
import {
  connectAgent,
  connectCustomer,
  signIn,
  type AgentClient,
  type CustomerClient,
} from '../../acceptance/support/clients.ts'
import { createDatabase, type Engine } from '../../acceptance/support/databases.ts'

/** The people of the demo team, by first name in small letters. */
export type Person = 'rina' | 'sari' | 'dimas'

/** A server in a process of its own, with the demo team, to be killed and started again on the same data. */
export interface LabServer {
  /** Stays the same over kills. */
  readonly url: string
  readonly port: number
  readonly pid: number
  /** What BATON_DATABASE would be, past any proxy. */
  readonly address: string
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Starts it again; answers how many milliseconds it took to listen. */
  start(): Promise<number>
  /** A bearer token, asked for once a person: it goes on working over restarts. */
  token(person: Person): Promise<string>
  /** `at` is another way to the same server, such as a proxy. */
  agent(person: Person, at?: string): Promise<AgentClient>
  customer(known?: { id: string; token: string }, at?: string): Promise<CustomerClient>
}

/**
 * For the test that is running: it ends with it, however that ends. `through` leads the server to its database
 * by another address than the real one.
 */
export async function startLabServer(
  engine: Engine,
  { through = (address) => address, address, env = {} }: LabOptions = {},
): Promise<LabServer> {
  const database = address === undefined ? await createDatabase(engine) : null
  const real = address ?? database?.address ?? ''
  const launch = (port: string) =>
    startServerProcess({
      BATON_DEMO: '1',
      BATON_PORT: port,
      BATON_DATABASE: through(real),
      BATON_LOG_LEVEL: 'fatal',
      BATON_REQUESTS_PER_SECOND: '1000000',
      ...env,
    })
  let running: ServerProcess = await launch('0')
  const { url } = running
  const port = new URL(url).port
  const tokens = new Map<Person, string>()
  const clients: { disconnect(): unknown }[] = []
  onTestFinished(async () => {
    for (const client of clients) client.disconnect()
    await running.kill()
    await database?.remove()
  })
  const token = async (person: Person) => {
    const known = tokens.get(person)
    if (known !== undefined) return known
    const account = DEMO_PEOPLE.find(({ email }) => email.startsWith(person))
    const signedIn = await signIn(url, account?.email ?? '', account?.password ?? '')
    if (signedIn.token === null) throw new Error(`${person} could not sign in.`)
    tokens.set(person, signedIn.token)
    return signedIn.token
  }
  return {
    url,
    port: Number(port),
    get pid() {
      return running.pid
    },
    address: real,
    kill: () => running.kill(),
    start: async () => {
      const started = performance.now()
      running = await launch(port)
      return performance.now() - started
    },
    token,
    agent: async (person, at = url) => {
      const client = await connectAgent(at, await token(person))
      clients.push(client.socket)
      return client
    },
    customer: async (known, at = url) => {
      const client = await connectCustomer(at, DEMO_TEAM.slug, known)
      clients.push(client.socket)
      return client
    },
  }
}

export interface LabOptions {
  through?: (address: string) => string
  /** A database that is there already, and is left there. */
  address?: string
  /** More of its environment. */
  env?: Record<string, string>
}

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
import { emailOf, MADE_TEAM, makeTeamIn, PASSWORD, SECRET } from '../../support/made-team.ts'
import { createDatabase, type Engine } from '../../acceptance/support/databases.ts'

/** A lab asks, uploads and connects more than any person may. */
const UNLIMITED = {
  BATON_REQUESTS_PER_SECOND: '1000000',
  BATON_CUSTOMERS_PER_ADDRESS: '1000000',
  BATON_CUSTOMERS_PER_TEAM: '1000000',
  BATON_SOCKETS_PER_CUSTOMER: '1000000',
  BATON_SOCKETS_PER_ADDRESS: '1000000',
  BATON_UPLOADS_PER_CUSTOMER: '1000000',
  BATON_UPLOADS_PER_ADDRESS: '1000000',
  BATON_UPLOADS_PER_TEAM: '1000000',
  BATON_AI_BUDGET_CUSTOMER: '1000000/1000000/1000000000',
  BATON_AI_BUDGET_NETWORK: '1000000/1000000/1000000000',
  BATON_AI_BUDGET_TEAM: '1000000/1000000/1000000000',
}

/** The people of the demo team, by first name in small letters. */
export type Person = 'rina' | 'sari' | 'dimas'

/** A server in a process of its own, with a team, to be killed and started again on the same data. */
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
  { through = (address) => address, address, behindProxy = false, env = {} }: LabOptions = {},
): Promise<LabServer> {
  const database = address === undefined ? await createDatabase(engine) : null
  const real = address ?? database?.address ?? ''
  if (behindProxy) await makeTeamIn(real)
  const launch = (port: string) =>
    startServerProcess({
      ...(behindProxy ? { BATON_PROXIES: '1', BATON_SECRET: SECRET } : { BATON_DEMO: '1' }),
      BATON_PORT: port,
      BATON_DATABASE: through(real),
      BATON_LOG_LEVEL: 'fatal',
      ...UNLIMITED,
      ...env,
    })
  let running: ServerProcess = await launch('0')
  const { url } = running
  const port = new URL(url).port
  const team = behindProxy ? MADE_TEAM : DEMO_TEAM
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
    const { email, password } = accountOf(person, behindProxy)
    const signedIn = await signIn(url, email, password)
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
      const client = await connectCustomer(at, team.slug, known)
      clients.push(client.socket)
      return client
    },
  }
}

export interface LabOptions {
  through?: (address: string) => string
  /** A database that is there already, and is left there. */
  address?: string
  /** Whether requests tell their address, as a proxy does: it runs for a team that is no demo's then. */
  behindProxy?: boolean
  /** More of its environment. */
  env?: Record<string, string>
}

function accountOf(person: Person, isMade: boolean): { email: string; password: string } {
  const account = DEMO_PEOPLE.find(({ email }) => email.startsWith(person))
  if (isMade || !account) return { email: emailOf(person), password: PASSWORD }
  return account
}

import { everyTeam } from '../../../server/ai/reply-maker.ts'
import { createApp, type App } from '../../../server/app.ts'
import { readConfig, type Config } from '../../../server/edge/config.ts'
import { openDatabase, type OpenDatabase } from '../../../server/database/open.ts'
import type { PasswordHashing } from '../../../server/auth/create-auth.ts'
import type { RequestTimes } from '../../../server/edge/time-limits.ts'
import type { Clock } from '../../../server/ground/clock.ts'
import type { Timing } from '../../../server/ground/timing.ts'
import { createDatabase, type Engine, type TestDatabase } from './databases.ts'
import { QUICK_PASSWORDS } from '../../support/quick-passwords.ts'
import { scriptedMaker, type ScriptedMaker } from './scripted-maker.ts'

/** A real server on a free port, with a database of its own, in this process. */
export interface TestServer {
  readonly url: string
  readonly app: App
  readonly database: OpenDatabase
  /** What BATON_DATABASE would be. */
  readonly address: string
  /** What BATON_FILES would be. */
  readonly files: string
  readonly maker: ScriptedMaker
  /** Stops it and starts it again on the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const QUICK: Partial<Timing> = {
  heartbeat: 100,
  neighbours: 100,
  sessionCheck: 20,
  presenceGrace: 50,
  gather: 5,
  turnPoll: 30,
  // Most tests are not about taking back: see undo.test.ts.
  undo: 0,
  duePoll: 30,
  upkeep: 20,
  turnRetry: 1,
  stream: 1,
  webhookPoll: 30,
  integrationWatch: 30,
}

/** Starts a server; what is given replaces what tests usually run with. */
export async function startServer(
  engine: Engine,
  {
    timing = {},
    config = {},
    clock,
    requestTimes,
    passwords = QUICK_PASSWORDS,
    prepare = () => Promise.resolve(),
  }: {
    timing?: Partial<Timing>
    config?: Partial<Config>
    clock?: Clock
    requestTimes?: RequestTimes
    /** Null: as a server keeps them that nobody tells otherwise. */
    passwords?: PasswordHashing | null
    /** Puts something into the empty database and its folder before the server starts on them. */
    prepare?: (database: TestDatabase) => Promise<void>
  } = {},
): Promise<TestServer> {
  const testDatabase = await createDatabase(engine)
  await prepare(testDatabase)
  const { address, files } = testDatabase
  const maker = scriptedMaker()
  const settings: Config = {
    ...readConfig({
      ...{ BATON_PORT: '0', BATON_DATABASE: address, BATON_FILES: files },
      BATON_SECRET: 'x'.repeat(32),
    }),
    ...config,
  }
  const start = async () => {
    const database = openDatabase(address)
    const app = await createApp({
      config: settings,
      database,
      makerFor: everyTeam(maker),
      timing: { ...QUICK, ...timing },
      ...(clock && { clock }),
      ...(requestTimes && { requestTimes }),
      ...(passwords && { passwords }),
    })
    return { database, app, url: await app.listen() }
  }
  let running = await start()
  const end = async () => {
    await running.app.close()
    await running.database.close()
  }
  return {
    get url() {
      return running.url
    },
    get app() {
      return running.app
    },
    get database() {
      return running.database
    },
    address,
    files,
    maker,
    restart: async () => {
      await end()
      running = await start()
    },
    stop: async () => {
      await end()
      await testDatabase.remove()
    },
  }
}

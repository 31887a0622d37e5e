import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServerProcess, type ServerProcess } from '../../../scripts/server-process.ts'

/** A server with the demo team on a database of its own, which can be stopped and started again. */
export interface World {
  readonly url: string
  /** Stops the server the way a service manager does, and starts it again on the same data and port. */
  restart(): Promise<void>
  /** Takes the server away until `comeBack`. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  end(): Promise<void>
}

/** `prepare` fills the server's database, which is at this path, before the server starts on it. */
export async function startWorld(prepare?: (database: string) => Promise<void>): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-e2e-'))
  const database = join(folder, 'baton.sqlite')
  await prepare?.(database)
  const start = (port: string) =>
    startServerProcess({
      BATON_DEMO: '1',
      BATON_PORT: port,
      BATON_DATABASE: database,
      BATON_LOG_LEVEL: 'error',
    })
  let server: ServerProcess = await start('0')
  const { url } = server
  const comeBack = async () => {
    server = await start(new URL(url).port)
  }
  return {
    url,
    goAway: () => server.stop(),
    comeBack,
    async restart() {
      await server.stop()
      await comeBack()
    },
    async end() {
      await server.stop()
      await rm(folder, { recursive: true })
    },
  }
}

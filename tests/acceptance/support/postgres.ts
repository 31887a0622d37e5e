import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL server of the tests' own. */
export interface PostgresServer {
  /** Address of its maintenance database. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts a PostgreSQL server in a folder of its own `inside` another, on a free port of the loopback address. Throws
 * with what to install when there is none on this machine.
 */
export async function startPostgres(inside = tmpdir()): Promise<PostgresServer> {
  const bin = postgresBinaries()
  const user = unprivilegedUser()
  const folder = await mkdtemp(join(inside, 'baton-postgres-'))
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder }
  await run(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'baton', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  )
  const port = await freePort()
  const settings = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories= -c fsync=off -c max_connections=200`
  const control = join(bin, 'pg_ctl')
  const log = join(folder, 'log')
  await run(control, ['-D', data, '-l', log, '-w', '-o', settings, 'start'], options)
  return {
    url: `postgres://baton@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await run(control, ['-D', data, '-m', 'immediate', '-w', 'stop'], options)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The folder of PostgreSQL's programs. Throws with what to install when there is none. */
export function postgresBinaries(): string {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((a, b) => Number(b) - Number(a))
    : []
  const folders = [
    // The distribution's folder first: what stands in PATH may be a wrapper.
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ]
  const found = folders.find((folder) =>
    ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(join(folder, name))),
  )
  if (found === undefined) {
    throw new Error(
      'The acceptance tests need PostgreSQL (initdb, pg_ctl, postgres): install it, on Debian with "apt-get install postgresql".',
    )
  }
  return found
}

/** PostgreSQL refuses to run as root; as anybody else it runs as they are. */
function unprivilegedUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const users = readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const wanted of ['postgres', 'nobody']) {
    const line = users.find((user) => user.startsWith(`${wanted}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody".')
}

/** A port of the loopback address that nobody listens on. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => {
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  return promise
}

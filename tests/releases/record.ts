// `npm run record`: writes down what this release says, stores and keeps, for the releases after it to be held
// against. Run it once a release, with the version in package.json raised.
import 'fake-indexeddb/auto'
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { agentRequests } from '@baton/protocol/agent-requests.ts'
import { customerRequests } from '@baton/protocol/customer-requests.ts'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { ENGINES } from '../acceptance/support/databases.ts'
import { postgresBinaries } from '../acceptance/support/postgres.ts'
import { defaultTiming } from '../../server/ground/timing.ts'
import { startServer, type TestServer } from '../acceptance/support/server.ts'
import { pullAll } from '../acceptance/support/world.ts'
import { connectAgent, signIn } from '../acceptance/support/clients.ts'
import { packFolder, write } from './support/files.ts'
import { addPeople } from './support/people.ts'
import { Recorder } from './support/recorder.ts'
import { recordLocalCopy } from './support/record-local-copy.ts'
import { emailOf, PASSWORD, workingDay } from './support/working-day.ts'

const release = packageJson.version

let server: TestServer
afterEach(() => server.stop())

test.each(ENGINES)(
  'a working day, on %s',
  async (engine) => {
    // What is written down is what a server stores.
    server = await startServer(engine, {
      timing: { undo: defaultTiming.undo },
      passwords: null,
    })
    await addPeople(server.app.services)
    const wire = new Recorder(server.url)
    await workingDay(wire)
    wire.close()
    const everything = new Set([...Object.keys(agentRequests), ...Object.keys(customerRequests)])
    expect(wire.asked()).toEqual(everything)
    if (engine === 'sqlite') {
      write(release, 'wire.json', JSON.stringify(wire.recording()))
      write(release, 'local-copy.json', await recordLocalCopy(server.url))
    }
    const { token } = await signIn(server.url, emailOf('rina'), PASSWORD)
    const rina = await connectAgent(server.url, token ?? '')
    const { rows } = await pullAll(rina)
    rina.socket.disconnect()
    write(release, `${engine}.rows.json`, JSON.stringify(rows))
    write(release, `${engine}.files.json`, packFolder(server.files))
    write(release, `${engine}.database`, await copyOf(server, engine))
  },
  120_000,
)

/** The whole database, in a form that a later release can be started on. */
async function copyOf(
  { address, files }: TestServer,
  engine: (typeof ENGINES)[number],
): Promise<string | Uint8Array> {
  if (engine === 'postgres') {
    const { stdout } = await promisify(execFile)(
      join(postgresBinaries(), 'pg_dump'),
      ['--inserts', '--no-owner', '--no-privileges', address],
      { maxBuffer: 64 * 1024 * 1024 },
    )
    // Lines for psql only.
    return stdout.replaceAll(/^\\.*$/gm, '')
  }
  const copy = join(files, '..', 'copy.sqlite')
  const database = new DatabaseSync(address)
  database.exec(`VACUUM INTO '${copy}'`)
  database.close()
  return readFileSync(copy)
}

import { embeddedMaker } from '../ai/makers/embedded.ts'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from '../database/open.ts'
import type { Services } from '../services.ts'

/**
 * Runs an operator's command on the database that the environment names, without listening, and ends the
 * process: with 0, or with what went wrong and how the command is called. On SQLite the server must not be
 * running: one process owns the file.
 */
export async function withServices(
  usage: string,
  command: (services: Services) => Promise<string>,
): Promise<never> {
  try {
    const config = readConfig(process.env)
    const database = openDatabase(config.database)
    try {
      const { services } = await createApp({ config, database, replyMaker: embeddedMaker([]) })
      console.log(await command(services))
    } finally {
      await database.close()
    }
    process.exit(0)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error(`Usage: ${usage}`)
    process.exit(1)
  }
}

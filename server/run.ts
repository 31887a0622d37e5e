import { openDatabase } from './database/open.ts'
import { readConfig } from './edge/config.ts'
import { explainStartFailure } from './edge/start-failure.ts'
import { refuseBesideLiving } from './operator/refuse-beside-living.ts'

/** Runs the server until it is told to stop; ends the process when it cannot start. */
export async function run(): Promise<void> {
  try {
    await start()
  } catch (error) {
    console.error(explainStartFailure(error) ?? error)
    process.exit(1)
  }
}

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const database = openDatabase(config.database, config.databaseTimeoutMs)
  try {
    await refuseBesideLiving(database)
    // Most of a start is reading the program. Whoever may not have the database is told so before.
    const { serve } = await import('./serve.ts')
    await serve(config, database)
  } catch (error) {
    // What is locked is let go in order: a living server waits for its lock.
    await database.close()
    throw error
  }
}

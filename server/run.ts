import pino from 'pino'
import { loadArticles } from './ai/knowledge/load-articles.ts'
import type { Section } from './ai/knowledge/parse-article.ts'
import { embeddedMaker } from './ai/makers/embedded.ts'
import { createApp } from './app.ts'
import { systemClock } from './clock.ts'
import { BadConfig, readConfig, type Config } from './config.ts'
import { openDatabase } from './database/open.ts'
import { DEMO_KNOWLEDGE, seedDemo } from './demo/seed.ts'
import { startedUp } from './memory.ts'
import { explainStartFailure } from './start-failure.ts'

/** Longer than any transaction; a process that hangs is no clean shutdown either. */
const SHUTDOWN_MS = 8_000

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
  const logger = pino({ level: config.logLevel, redact: ['req.headers.authorization'] })
  const database = openDatabase(config.database, config.databaseTimeoutMs)
  const sections = await readKnowledge(config)
  const app = await createApp({ config, database, logger, replyMaker: embeddedMaker(sections) })
  if (config.demo) await seedDemo(app.services, systemClock())
  const url = await app.listen()
  startedUp()
  // One line for programs, whatever the log level.
  console.log(JSON.stringify({ event: 'listening', url, pid: process.pid }))

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    void app
      .close()
      .then(() => database.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'the shutdown failed')
          process.exit(1)
        },
      )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

/** The articles the AI agent answers from. Throws `BadConfig` when the folder cannot be read. */
async function readKnowledge({ knowledge, demo }: Config): Promise<Section[]> {
  const folder = knowledge ?? (demo ? DEMO_KNOWLEDGE : null)
  if (folder === null) return []
  return loadArticles(folder).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new BadConfig(`BATON_KNOWLEDGE must be a folder of Markdown articles: ${why}.`)
  })
}

import { everyTeam } from './ai/reply-maker.ts'
import type { Logger } from 'pino'
import { loadArticles } from './ai/knowledge/load-articles.ts'
import type { Section } from './ai/knowledge/parse-article.ts'
import { embeddedMaker } from './ai/makers/embedded.ts'
import { thinkInThread } from './ai/makers/think-in-thread.ts'
import { createApp, type App } from './app.ts'
import type { OpenDatabase } from './database/open.ts'
import { DEMO_KNOWLEDGE, seedDemo } from './demo/seed.ts'
import { BadConfig, type Config } from './edge/config.ts'
import { systemClock } from './ground/clock.ts'
import { createLog } from './log.ts'
import { startedUp } from './memory.ts'
import { listenForOperators } from './operator/operator-socket.ts'
import { perform } from './operator/perform.ts'
import { whenParentEnds } from './when-parent-ends.ts'

/** Longer than any transaction; a process that hangs is no clean shutdown either. */
const SHUTDOWN_MS = 8_000

/** Serves on a database that is this process's own, and ends the process when it is told to stop. */
export async function serve(config: Config, database: OpenDatabase): Promise<void> {
  const logger = createLog(config.logLevel)
  const sections = await readKnowledge(config)
  const { think, findSections } = thinkInThread(sections)
  let stopping: Promise<void> | null = null
  const stop = (code: number) => {
    stopping ??= close(code)
  }
  const app = await createApp({
    config,
    database,
    logger,
    makerFor: everyTeam(embeddedMaker(think)),
    findSections,
    onMustStop: (why) => {
      logger.fatal(why)
      stop(1)
    },
  })
  if (config.demo) await seedDemo(app.services, systemClock())
  const url = await app.listen()
  const operators = await listenBeside(database, app, logger)
  // Before anybody is told that it listens, and may ask it to stop.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  whenParentEnds(() => stop(0))
  startedUp()
  // One line for programs, whatever the log level.
  console.log(JSON.stringify({ event: 'listening', url, pid: process.pid }))

  async function close(code: number): Promise<void> {
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref()
    try {
      await operators?.close()
      await app.close()
      await database.close()
      process.exit(code)
    } catch (error) {
      logger.error({ err: error }, 'the shutdown failed')
      process.exit(1)
    }
  }
}

/** On a SQLite file no other process may write: operators' commands come to this one. */
async function listenBeside({ file }: OpenDatabase, { services }: App, logger: Logger) {
  if (file === null) return null
  const operators = await listenForOperators({
    file: file.path,
    perform: (asked) => perform(services.teams, asked),
    onFault: (error) => logger.error({ err: error }, "an operator's command failed"),
  })
  file.lock.listensAt(operators.address)
  return operators
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

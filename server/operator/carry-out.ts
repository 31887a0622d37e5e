import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { BadConfig, readConfig, type Config } from '../edge/config.ts'
import { FileInUse, ownerOf } from '../database/file-lock.ts'
import { isPostgres } from '../database/open.ts'
import { realFile } from '../database/private-files.ts'
import { NotPossible } from '../ground/not-possible.ts'
import { socketBeside } from './operator-socket.ts'
import type { OperatorRequest } from './request.ts'
import { speakTo } from './speak.ts'

/** For a server that is starting, or another command, in ms. */
const PATIENCE_MS = 15_000
const LOOK_AGAIN_MS = 200

/** Signs nothing: a command makes no sessions, so that it does not need the server's secret. */
const NO_SECRET = 'an operator command signs nothing, ever'

/**
 * Does what an operator asks, on the database that the environment names. A running server on a SQLite file is asked
 * to do it; on PostgreSQL it is done beside the server, which looks for such changes. Answers in a sentence; throws
 * what `explainStartFailure` can explain.
 */
export async function carryOut(
  request: OperatorRequest,
  env: Record<string, string | undefined>,
): Promise<string> {
  const config = readConfig({ BATON_SECRET: NO_SECRET, ...env })
  return isPostgres(config.database) ? alone(request, config) : onFile(request, config)
}

async function onFile(request: OperatorRequest, config: Config): Promise<string> {
  if (request.command !== 'team:create' && !existsSync(config.database)) {
    throw new BadConfig(
      `There is no database at ${config.database}: set BATON_DATABASE to the server's, or make the first team with team:create.`,
    )
  }
  const file = realFile(config.database)
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const answer = await speakTo(ownerOf(file)?.socket ?? socketBeside(file), request)
    if (answer?.ok) return answer.said
    if (answer) throw new NotPossible(answer.said)
    try {
      return await alone(request, config)
    } catch (error) {
      if (!(error instanceof FileInUse) || Date.now() > until) throw error
    }
    await wait(LOOK_AGAIN_MS)
  }
}

/** Loaded only when there is no server to ask: it is all of one. */
async function alone(request: OperatorRequest, config: Config): Promise<string> {
  const { performAlone } = await import('./perform-alone.ts')
  return performAlone(request, config)
}

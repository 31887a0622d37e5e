import { everyTeam } from '../ai/reply-maker.ts'
import { embeddedMaker, thinkHere } from '../ai/makers/embedded.ts'
import { createApp } from '../app.ts'
import type { Config } from '../edge/config.ts'
import { openDatabase } from '../database/open.ts'
import { perform } from './perform.ts'
import type { OperatorRequest } from './request.ts'

/** Does what an operator asks with the database in this process's hands: no server on it, or one on PostgreSQL. */
export async function performAlone(request: OperatorRequest, config: Config): Promise<string> {
  const database = openDatabase(config.database, config.databaseTimeoutMs)
  try {
    const app = await createApp({
      config,
      database,
      makerFor: everyTeam(embeddedMaker(thinkHere([]))),
      asGuest: true,
    })
    const said = await perform(app.services.teams, request)
    await app.close()
    return said
  } finally {
    await database.close()
  }
}

// The server with a reply maker that takes two seconds over every answer, as a language model does.
import { setTimeout } from 'node:timers/promises'
import { createApp } from '../../server/app.ts'
import { systemClock } from '../../server/ground/clock.ts'
import { readConfig } from '../../server/edge/config.ts'
import { openDatabase } from '../../server/database/open.ts'
import { seedDemo } from '../../server/demo/seed.ts'
import { everyTeam, type ReplyMaker } from '../../server/ai/reply-maker.ts'

const THINKS_MS = 2_000

const slow: ReplyMaker = {
  async *reply(_turn, signal) {
    await setTimeout(THINKS_MS, undefined, { signal })
    yield { kind: 'text', text: 'It is on its way.' }
  },
}

const config = readConfig(process.env)
const database = openDatabase(config.database, config.databaseTimeoutMs)
const app = await createApp({ config, database, makerFor: everyTeam(slow) })
await seedDemo(app.services, systemClock())
const url = await app.listen()
process.once('SIGTERM', () => {
  void app.close().then(() => database.close())
})
console.log(JSON.stringify({ event: 'listening', url }))

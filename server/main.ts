// The server's process: `node server/main.ts`. Configuration comes from the environment, see config.ts.
import { startSmall } from './memory.ts'

startSmall()
const { run } = await import('./run.ts')
await run()

// The server's process: `node server/main.ts`. Configuration comes from the environment, see config.ts.
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { startSmall } from './memory.ts'

// The next start need not strip and compile the same sources again. Where nothing may be written, it does.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'server'))
startSmall()
const { run } = await import('./run.ts')
await run()

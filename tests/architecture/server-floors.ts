/** A floor of the server, and the packages that are used on it. */
interface Floor {
  name: string
  packages: readonly string[]
}

const COMMON = ['node:', 'kysely', 'valibot']

/** From the ground up. Files of a floor import from the floors below it, values and types alike. */
const FLOORS: readonly Floor[] = [
  { name: 'server/ground', packages: ['node:', 'uuid', 'valibot'] },
  { name: 'server/database', packages: [...COMMON, 'kysely/', 'pg'] },
  { name: 'server/edge', packages: ['node:', 'valibot', 'fastify', '@fastify/'] },
  { name: 'server/outgoing', packages: ['node:'] },
  { name: 'server/changes', packages: COMMON },
  { name: 'server/feature', packages: [...COMMON, 'fastify'] },
  { name: 'server/customers', packages: [...COMMON, 'jose'] },
  { name: 'server/team', packages: COMMON },
  {
    name: 'server/auth',
    packages: [...COMMON, 'better-auth', 'better-auth/', 'fastify', '@fastify/'],
  },
  {
    name: 'server/attachments',
    packages: [...COMMON, 'fastify', '@fastify/', 'file-type', 'image-size'],
  },
  { name: 'server/templates', packages: COMMON },
  { name: 'server/conversations', packages: [...COMMON, 'uuid'] },
  { name: 'server/integrations', packages: [...COMMON, 'fastify', '@valibot/to-json-schema'] },
  { name: 'server/model', packages: [...COMMON, 'ai', '@ai-sdk/openai-compatible'] },
  { name: 'server/audit', packages: [...COMMON, 'fastify', '@fastify/'] },
  { name: 'server/pull', packages: COMMON },
  { name: 'server/search', packages: COMMON },
  { name: 'server/realtime', packages: [...COMMON, 'socket.io'] },
  { name: 'server/api', packages: [...COMMON, 'fastify', '@fastify/'] },
  { name: 'server/pages', packages: [...COMMON, 'fastify', '@fastify/'] },
  { name: 'server/ai', packages: [...COMMON, 'minisearch'] },
  { name: 'server/services.ts', packages: [] },
  { name: 'server/demo', packages: [...COMMON, 'fastify', 'jose'] },
  { name: 'server/app.ts', packages: ['node:', 'fastify'] },
  // A command that finds no server running puts one together.
  { name: 'server/operator', packages: ['node:', 'valibot'] },
  // What the process begins with.
  { name: 'server', packages: ['node:', 'pino'] },
]

/** The floors as layers: each may import from those before it in the list. */
export const SERVER_LAYERS = Object.fromEntries(
  FLOORS.map(({ name, packages }, height) => {
    const below = FLOORS.slice(0, height).map((floor) => floor.name)
    return [name, { from: [...below, 'domain', 'protocol'], packages }]
  }),
)

import { join } from 'node:path'
import cors from '@fastify/cors'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { ReplyMaker } from './ai/reply-maker.ts'
import { freeAllTurns } from './ai/turns/owed-turns.ts'
import { createTurnRunner } from './ai/turns/turn-runner.ts'
import { attachmentRoutes } from './attachments/attachment-routes.ts'
import { folderStore } from './attachments/folder-store.ts'
import { removeUnsent } from './attachments/remove-unsent.ts'
import { createAccounts } from './auth/accounts.ts'
import { authRoutes } from './auth/auth-routes.ts'
import { createAuth, migrateAuth } from './auth/create-auth.ts'
import { createTeamLog } from './changes/team-log.ts'
import { aboutRoutes } from './channels/about.ts'
import { customerApi } from './channels/customer-api.ts'
import { httpErrors } from './channels/http-errors.ts'
import { pages } from './channels/pages.ts'
import { securityHeaders } from './channels/security-headers.ts'
import { randomIds, systemClock, type Clock, type Ids } from './clock.ts'
import type { Config } from './config.ts'
import { importConversation, wasImported } from './conversations/import-conversation.ts'
import { upkeep } from './conversations/upkeep.ts'
import { migrate } from './database/migrate.ts'
import { shopSignIn } from './demo/shop-sign-in.ts'
import type { OpenDatabase } from './database/open.ts'
import { every } from './every.ts'
import { indexWords } from './messages/index-words.ts'
import { isAgentOrigin } from './realtime/origin.ts'
import { startRealtime } from './realtime/start-realtime.ts'
import type { Services } from './services.ts'
import { createTeamService } from './team/team-service.ts'
import { addTemplate, shortcuts } from './templates/add-template.ts'
import { defaultTiming, type Timing } from './timing.ts'

/** The world a server runs in. Only `main.ts` and tests make one. */
export interface AppDeps {
  config: Config
  /** Open, and closed by whoever opened it once the app is closed. */
  database: OpenDatabase
  replyMaker: ReplyMaker
  clock?: Clock
  ids?: Ids
  timing?: Partial<Timing>
  logger?: FastifyBaseLogger
  /** Where the built pages of `customer/` are. */
  pagesFolder?: string
}

/** A server that is ready to listen. */
export interface App {
  services: Services
  /** Starts to serve; answers where, without a slash at the end. */
  listen(): Promise<string>
  /** Stops taking requests, closes connections, finishes what is being written. */
  close(): Promise<void>
}

/** Puts a server together and brings its database up to date. */
export async function createApp(deps: AppDeps): Promise<App> {
  const { config, database, replyMaker, clock = systemClock, ids = randomIds } = deps
  const { db } = database
  const timing = { ...defaultTiming, ...deps.timing }
  const ended = { session: (_id: string): void => undefined }
  const auth = createAuth({
    database,
    config,
    ids,
    onSessionEnded: (sessionId) => ended.session(sessionId),
  })
  await migrate(db)
  await migrateAuth(auth)
  if (database.engine === 'sqlite') await freeAllTurns(db)

  const http = createHttp(config, deps.logger)
  const onFault = (error: unknown) => http.log.error({ err: error }, 'a request failed')
  const log = createTeamLog({ db, clock, ids })
  const files = folderStore(config.files)
  const realtime = startRealtime({ config, timing, db, log, clock, ids, files, auth, onFault })
  ended.session = (id) => realtime.sessions.sessionEnded(id)
  const turns = createTurnRunner({
    ...{ db, log, clock, ids, live: realtime.live, replyMaker, timing },
    onError: (err, conversationId) => http.log.warn({ err, conversationId }, 'an answer failed'),
  })
  // Before the news goes out: once a take-over is told, not one more word of the AI's may follow.
  log.onCommitted(({ news }) => {
    for (const { conversationId, epoch } of news) {
      if (epoch !== null) turns.stopOlder(conversationId, epoch)
    }
  })
  log.onCommitted((committed) => realtime.fanOut(committed))
  log.onCommitted(({ news }) => {
    for (const { conversationId, messages, epoch } of news) {
      const spoken = messages.some(({ author }) => author.kind === 'customer')
      if (spoken || epoch !== null) turns.kick(conversationId)
    }
  })

  const teams = createTeamService({
    ...{ db, log, clock, ids, accounts: createAccounts(auth) },
    onAgentRemoved: (agentId) => realtime.sessions.agentRemoved(agentId),
  })

  httpErrors(http, onFault)
  await securityHeaders(http)
  await http.register(cors, () => corsFor(config))
  await http.register(authRoutes, { auth, db, webOrigins: config.webOrigins })
  await http.register(customerApi, {
    ...{ db, log, clock, ids },
    onIdentified: (browserId) => realtime.customerIdentified(browserId),
  })
  const fileDeps = { db, clock, files }
  await http.register(attachmentRoutes, { ...fileDeps, auth, config })
  const sweep = () => removeUnsent(fileDeps, timing.unsentKept).catch(onFault)
  const sweeping = setInterval(() => void sweep(), timing.unsentSweep).unref()
  aboutRoutes(http, { db, demo: config.demo })
  const folder = deps.pagesFolder ?? join(import.meta.dirname, '..', 'customer', 'dist')
  await http.register(pages, { folder, demo: config.demo })
  if (config.demo) shopSignIn(http, teams)

  let stopUpkeep = () => Promise.resolve()
  return {
    services: {
      teams,
      templates: {
        addTemplate: (teamId, content) => addTemplate({ log, ids }, teamId, content),
        shortcuts: (teamId) => shortcuts(db, teamId),
      },
      conversations: {
        importConversation: (teamId, told) => importConversation({ log, ids }, teamId, told),
        wasImported: (teamId, key) => wasImported(db, teamId, key),
      },
    },
    listen: async () => {
      realtime.attach(http.server)
      const url = await http.listen({ host: config.host, port: config.port })
      await realtime.expectAgents()
      turns.start()
      await sweep()
      const keepUp = async () => {
        await upkeep({ db, log, clock, ids })
        await indexWords(db)
      }
      stopUpkeep = every(timing.upkeep, keepUp, onFault)
      return url
    },
    close: async () => {
      clearInterval(sweeping)
      await stopUpkeep()
      await turns.stop()
      await realtime.stop()
      await http.close()
      await log.settled()
    },
  }
}

function createHttp({ proxies }: Config, logger: FastifyBaseLogger | undefined): FastifyInstance {
  // Bodies are small: what is large will come by its own route.
  const options = {
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    trustProxy: (_address: string, hop: number) => hop < proxies,
  }
  return logger ? fastify({ ...options, loggerInstance: logger }) : fastify(options)
}

/** Any page may get a customer; only extensions and the operator's own pages may sign an agent in. */
function corsFor(config: Config) {
  return (
    request: { url: string },
    answer: (error: Error | null, options: Parameters<typeof cors>[1]) => void,
  ) => {
    if (request.url.startsWith('/api/customers')) {
      answer(null, { origin: '*', methods: ['POST'] })
      return
    }
    answer(null, {
      origin: (origin, allow) => {
        allow(null, origin !== undefined && isAgentOrigin(origin, config))
      },
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
      exposedHeaders: ['set-auth-token'],
      credentials: false,
    })
  }
}

import { join } from 'node:path'
import cors from '@fastify/cors'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import type { ReplyMaker } from './ai/reply-maker.ts'
import { freeAllTurns } from './ai/turns/owed-turns.ts'
import { forgetOldUses } from './ai/turns/turn-budgets.ts'
import { createTurnRunner } from './ai/turns/turn-runner.ts'
import { attachmentRoutes } from './attachments/attachment-routes.ts'
import { folderStore } from './attachments/folder-store.ts'
import { removeUnsent } from './attachments/remove-unsent.ts'
import { createAccounts } from './auth/accounts.ts'
import { authRoutes } from './auth/auth-routes.ts'
import { logSignIns } from './auth/log-sign-ins.ts'
import { createAuth, migrateAuth, type PasswordHashing } from './auth/create-auth.ts'
import { signInGate } from './auth/sign-in-gate.ts'
import { pruneFailures } from './auth/sign-in-failures.ts'
import { prunePlaces } from './auth/sign-in-places.ts'
import { beginTimelines } from './changes/begin-timeline.ts'
import { createTeamLog } from './changes/team-log.ts'
import { aboutRoutes } from './api/about.ts'
import { chatSites } from './pages/chat-sites.ts'
import { customerApi } from './api/customer-api.ts'
import { httpErrors } from './edge/http-errors.ts'
import { chatsOfKnownTeams } from './pages/known-team.ts'
import { pages } from './pages/pages.ts'
import {
  boundRequests,
  requestBounds,
  REQUEST_TIMES,
  serverTimes,
  type RequestBounds,
  type RequestTimes,
} from './edge/time-limits.ts'
import { isLoopback } from './edge/client-address.ts'
import { securityHeaders } from './edge/security-headers.ts'
import { randomIds, systemClock, type Clock, type Ids } from './ground/clock.ts'
import type { Config } from './edge/config.ts'
import { importConversation, wasImported } from './conversations/import-conversation.ts'
import { createDueMoves } from './conversations/due-moves.ts'
import { releaseAll } from './conversations/owner-left.ts'
import { upkeep } from './conversations/upkeep.ts'
import { migrate, OlderServer, pendingMigrations } from './database/migrate.ts'
import { DEMO_PEOPLE } from './demo/people.ts'
import { answerOnlyHere, refusePublicPasswords } from './demo/only-here.ts'
import { shopSignIn } from './demo/shop-sign-in.ts'
import type { OpenDatabase } from './database/open.ts'
import { startDuty, type Duty } from './feature/duty.ts'
import { faultLog } from './edge/fault-log.ts'
import { indexWords } from './search/index-words.ts'
import { createReadiness } from './api/readiness.ts'
import { isAgentOrigin } from './edge/origin.ts'
import { startRealtime } from './realtime/start-realtime.ts'
import type { Services } from './services.ts'
import { createTeamService } from './team/team-service.ts'
import { addTemplate, shortcuts } from './templates/add-template.ts'
import { defaultTiming, type Timing } from './ground/timing.ts'

/** The world a server runs in. Only `main.ts` and tests make one. */
export interface AppDeps {
  config: Config
  /** Open, and closed by whoever opened it once the app is closed. */
  database: OpenDatabase
  replyMaker: ReplyMaker
  clock?: Clock
  ids?: Ids
  timing?: Partial<Timing>
  requestTimes?: RequestTimes
  /** Tests make hundreds of teams, and bring a quick one. */
  passwords?: PasswordHashing
  logger?: FastifyBaseLogger
  /** An operator's command, which changes no tables under a running server of before. */
  asGuest?: boolean
  /** Called once this process must not go on, with a sentence that says why. */
  onMustStop?: (why: string) => void
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
  const { db, slowReads } = database
  const timing = { ...defaultTiming, ...deps.timing }
  const ended = { session: (_id: string): void => undefined }
  const auth = createAuth({
    database,
    config,
    ids,
    passwords: deps.passwords,
    onSessionEnded: (sessionId) => ended.session(sessionId),
  })
  await database.lease.take(async (alone) => {
    if (deps.asGuest && !alone && (await pendingMigrations(db)).length > 0) throw new OlderServer()
    await migrate(db)
    await migrateAuth(auth)
    if (alone) await beginTimelines(db, ids)
  })
  if (database.engine === 'sqlite') await freeAllTurns(db)

  const times = deps.requestTimes ?? REQUEST_TIMES
  const bounds = requestBounds(config.proxies, clock)
  const http = createHttp(config, times, bounds, deps.logger)
  const onFault = faultLog(http.log, clock)
  const log = createTeamLog({ db, clock, ids })
  const files = folderStore(config.files)
  const { wordLastsMax } = config
  const realtime = startRealtime({
    ...{ config, timing, db, slowReads, log, clock, wordLastsMax, ids, files, auth, onFault },
    undoMs: timing.undo,
    ...{ requestBounds: bounds, bodyMs: times.body },
  })
  ended.session = (id) => realtime.sessions.sessionEnded(id)
  const turns = createTurnRunner({
    ...{ db, log, clock, ids, live: realtime.live, replyMaker, timing },
    ...{ atOnce: config.aiAtOnce, budgets: config.aiBudgets },
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
    for (const { messages, epoch } of news) {
      const spoken = messages.some(({ author }) => author.kind === 'customer')
      if (spoken || epoch !== null) turns.kick()
    }
  })

  const dueMoves = createDueMoves({
    ...{ db, log, clock, ids, pollMs: timing.duePoll },
    onError: onFault,
  })
  log.onCommitted((committed) => dueMoves.heard(committed))

  const teams = createTeamService({
    ...{ db, log, clock, ids, accounts: createAccounts(auth) },
    whileRemoving: (write, agent) => releaseAll(write, ids, agent),
    onAgentRemoved: (agentId) => realtime.sessions.agentRemoved(agentId),
    onSignedOut: (agentId) => realtime.sessions.agentSignedOut(agentId),
    onAdministered: (done) => http.log.info(done, 'a team was changed by an operator'),
  })

  if (config.demo) answerOnlyHere(http)
  else refusePublicPasswords(http)
  logSignIns(http)
  chatsOfKnownTeams(http, db)
  httpErrors(http, onFault)
  const sites = chatSites(http, db)
  await securityHeaders(http, sites)
  await http.register(cors, () => corsFor(config))
  const gate = signInGate({
    db,
    clock,
    onDelayed: ({ email, address }, failures) =>
      http.log.warn({ email, address, failures }, 'wrong passwords delay signing in to an account'),
  })
  await http.register(authRoutes, { auth, db, webOrigins: config.webOrigins, gate })
  await http.register(customerApi, {
    ...{ db, log, clock, wordLastsMax, ids, config },
    onIdentified: (browserId) => realtime.customerIdentified(browserId),
  })
  const fileDeps = { db, clock, files }
  await http.register(attachmentRoutes, { ...fileDeps, auth, config })
  const readiness = createReadiness({ db, lease: database.lease, clock })
  const [{ email, password }] = DEMO_PEOPLE
  aboutRoutes(http, { readiness, demo: config.demo ? { email, password } : null })
  const folder = deps.pagesFolder ?? join(import.meta.dirname, '..', 'customer', 'dist')
  await http.register(pages, { folder, demo: config.demo, sites })
  if (config.demo) shopSignIn(http, teams)

  const noticeNeighbours = async () => {
    await database.lease.keep()
    const problem = database.lease.problem()
    if (problem?.final) deps.onMustStop?.(problem.why)
    if (database.engine === 'postgres') await log.lookForUntold('all')
  }
  const hourly = timing.unsentSweep
  const duties: readonly Duty[] = [
    dueMoves.duty,
    ...turns.duties,
    ...realtime.duties,
    { name: 'upkeep', every: timing.upkeep, run: () => upkeep({ db, log, clock, ids }) },
    { name: 'index of words', every: timing.upkeep, run: () => indexWords(db) },
    { name: 'neighbours', every: timing.neighbours, run: noticeNeighbours },
    {
      name: 'unsent files',
      every: hourly,
      atStart: true,
      run: () => removeUnsent(fileDeps, timing.unsentKept),
    },
    {
      name: 'wrong passwords',
      every: hourly,
      atStart: true,
      run: () => pruneFailures(db, clock()),
    },
    {
      name: 'places of sign-ins',
      every: hourly,
      atStart: true,
      run: () => prunePlaces(db, clock()),
    },
    { name: 'uses of the AI', every: hourly, atStart: true, run: () => forgetOldUses(db, clock) },
  ]
  const dutyFailed = (error: unknown, name: string) => onFault(error, `the duty "${name}"`)
  const stops: (() => Promise<void>)[] = []
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
      for (const duty of duties) stops.push(startDuty(duty, dutyFailed))
      return url
    },
    close: async () => {
      await Promise.all(stops.map((stop) => stop()))
      await turns.stop()
      await realtime.stop()
      await http.close()
      await log.settled()
    },
  }
}

function createHttp(
  { proxies, socketsPerAddress: perAddress }: Config,
  times: RequestTimes,
  bounds: RequestBounds,
  logger: FastifyBaseLogger | undefined,
): FastifyInstance {
  const options = {
    // Bodies are small: what is large will come by its own route.
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    // A proxy on this machine that nobody told of: see `clientAddress`.
    trustProxy: (address: string, hop: number) =>
      hop < proxies || (proxies === 0 && hop === 0 && isLoopback(address)),
    ...serverTimes(times),
  }
  const http = logger ? fastify({ ...options, loggerInstance: logger }) : fastify(options)
  boundRequests(http, { times, bounds, perAddress, proxies })
  return http
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

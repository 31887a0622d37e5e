import { join } from 'node:path'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { aiFeature } from './ai/ai-feature.ts'
import type { FindSections } from './ai/knowledge/find-sections.ts'
import { chooseMaker } from './ai/makers/choose-maker.ts'
import type { MakerFor } from './ai/reply-maker.ts'
import { freeAllTurns } from './ai/turns/owed-turns.ts'
import { apiFeature } from './api/api-feature.ts'
import { attachmentsFeature } from './attachments/attachments-feature.ts'
import { folderStore } from './attachments/folder-store.ts'
import { createAccounts } from './auth/accounts.ts'
import { auditFeature } from './audit/audit-feature.ts'
import { authFeature } from './auth/auth-feature.ts'
import { createAuth, migrateAuth, type PasswordHashing } from './auth/create-auth.ts'
import { sessionNotes } from './auth/note-sessions.ts'
import { logSignIns } from './auth/log-sign-ins.ts'
import { actingAs } from './changes/acting-as.ts'
import { beginTimelines } from './changes/begin-timeline.ts'
import { createTeamLog } from './changes/team-log.ts'
import { conversationsFeature } from './conversations/conversations-feature.ts'
import { importConversation, wasImported } from './conversations/import-conversation.ts'
import { releaseAll } from './conversations/owner-left.ts'
import { customersFeature } from './customers/customers-feature.ts'
import { migrate, OlderServer, pendingMigrations } from './database/migrate.ts'
import type { OpenDatabase } from './database/open.ts'
import { answerOnlyHere, refusePublicPasswords } from './demo/only-here.ts'
import { DEMO_PEOPLE } from './demo/people.ts'
import { demoFeature } from './demo/demo-feature.ts'
import type { Config } from './edge/config.ts'
import { faultLog, type FaultLog } from './edge/fault-log.ts'
import { httpErrors } from './edge/http-errors.ts'
import { allowOrigins, createHttp } from './edge/http-server.ts'
import { securityHeaders, type ChatSites } from './edge/security-headers.ts'
import { requestBounds, REQUEST_TIMES, type RequestTimes } from './edge/time-limits.ts'
import { startDuty } from './feature/duty.ts'
import { allFeatures, handlersOf } from './feature/feature.ts'
import { neighboursFeature } from './feature/neighbours-feature.ts'
import type { SyncedTable } from './feature/synced-table.ts'
import { randomIds, systemClock, type Clock, type Ids } from './ground/clock.ts'
import { defaultTiming, type Timing } from './ground/timing.ts'
import { createSealing } from './ground/sealing.ts'
import { integrationsFeature } from './integrations/integrations-feature.ts'
import { freeWebhooks } from './integrations/webhooks/webhook-leases.ts'
import { createOutgoing } from './outgoing/outgoing.ts'
import { chatSites } from './pages/chat-sites.ts'
import { chatsOfKnownTeams } from './pages/known-team.ts'
import { modelFeature } from './model/model-feature.ts'
import { pagesFeature } from './pages/pages-feature.ts'
import { pullFeature } from './pull/pull-feature.ts'
import { liveFeature } from './realtime/live-feature.ts'
import { startRealtime } from './realtime/start-realtime.ts'
import { forgetMessages, forgetPerson } from './search/forget-words.ts'
import { searchFeature } from './search/search-feature.ts'
import type { Services } from './services.ts'
import { teamFeature } from './team/team-feature.ts'
import { createTeamService } from './team/team-service.ts'
import { addTemplate, shortcuts } from './templates/add-template.ts'
import { templatesFeature } from './templates/templates-feature.ts'

/** The world a server runs in. Only `main.ts` and tests make one. */
export interface AppDeps {
  config: Config
  /** Open, and closed by whoever opened it once the app is closed. */
  database: OpenDatabase
  /** Who makes the AI's replies where a team has chosen nobody else. */
  makerFor: MakerFor
  /** Looks articles up for other makers; without it there are none. */
  findSections?: FindSections
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
  const { config, database, makerFor, clock = systemClock, ids = randomIds } = deps
  const { findSections = () => Promise.resolve([]) } = deps
  const { db, slowReads } = database
  const timing = { ...defaultTiming, ...deps.timing }
  const log = createTeamLog({ db, clock, ids })
  const times = deps.requestTimes ?? REQUEST_TIMES
  const bounds = requestBounds(config.proxies, clock)
  const http = createHttp(config, { times, bounds, logger: deps.logger })
  const onFault = faultLog(http.log, clock)
  const onUnnoted = (error: unknown) => onFault(error, 'noting what was done')
  const notes = sessionNotes({ db, log, onUnnoted })
  const ended = { session: (_id: string): void => undefined }
  const auth = createAuth({
    database,
    config,
    ids,
    passwords: deps.passwords,
    notes,
    onSessionEnded: (sessionId) => ended.session(sessionId),
  })
  await database.lease.take(async (alone) => {
    if (deps.asGuest && !alone && (await pendingMigrations(db)).length > 0) throw new OlderServer()
    await migrate(db)
    await migrateAuth(auth)
    if (alone) await beginTimelines(db, ids)
  })
  if (database.engine === 'sqlite') {
    await freeAllTurns(db)
    await freeWebhooks(db)
  }

  const files = folderStore(config.files)
  const { wordLastsMax } = config
  const outgoing = createOutgoing(config)
  /** What features are made of; each takes what it needs. */
  const world = {
    config,
    database,
    db,
    slowReads,
    log,
    clock,
    ids,
    timing,
    files,
    auth,
    outgoing,
    sealing: createSealing(config.secret),
    wordLastsMax,
    onFault,
  }
  const realtime = startRealtime({ ...world, requestBounds: bounds, bodyMs: times.body })
  ended.session = (id) => realtime.sessions.sessionEnded(id)
  const teams = createTeamService({
    db,
    log: actingAs(log, { kind: 'operator' }),
    onUnnoted,
    clock,
    ids,
    accounts: createAccounts(auth),
    whileRemoving: (write, agent) => releaseAll(write, ids, agent),
    onAgentRemoved: (agentId) => realtime.sessions.agentRemoved(agentId),
    onSignedOut: (agentId) => realtime.sessions.agentSignedOut(agentId),
    onAdministered: (done) => http.log.info(done, 'a team was changed by an operator'),
  })
  const sites = await guardDoor(http, { ...world, onFault })
  const [demoPerson] = DEMO_PEOPLE
  const { email, password } = demoPerson
  const folder = deps.pagesFolder ?? join(import.meta.dirname, '..', 'customer', 'dist')

  // What a commit means is done in this order, and what is under way is ended in it.
  const features = allFeatures([
    aiFeature({
      ...world,
      live: realtime.live,
      makerFor: chooseMaker({ ...world, embedded: makerFor, findSections }),
      atOnce: config.aiAtOnce,
      budgets: config.aiBudgets,
      onError: (err, conversationId) => http.log.warn({ err, conversationId }, 'an answer failed'),
    }),
    liveFeature({ db, realtime }),
    conversationsFeature(world),
    customersFeature(),
    teamFeature(),
    templatesFeature(world),
    attachmentsFeature(world),
    pullFeature(world, () => tables),
    searchFeature(world),
    integrationsFeature({
      ...world,
      live: realtime.live,
      indexes: { forgetMessages, forgetPerson },
    }),
    modelFeature(world),
    auditFeature(world),
    authFeature({ ...world, notes }),
    apiFeature({
      ...world,
      demo: config.demo ? { email, password } : null,
      onIdentified: (browserId) => realtime.customerIdentified(browserId),
    }),
    pagesFeature({ folder, demo: config.demo, sites }),
    demoFeature({ config, teams }),
    neighboursFeature({ ...world, onMustStop: deps.onMustStop }),
  ])
  const tables: readonly SyncedTable[] = features.flatMap(({ rows = [] }) => rows)
  realtime.serve(handlersOf(features))
  for (const { routes, whileWriting, afterCommit } of features) {
    if (routes) await http.register(routes)
    if (whileWriting) log.whileWriting(whileWriting)
    if (afterCommit) log.onCommitted(afterCommit)
  }

  const dutyFailed = (error: unknown, name: string) => onFault(error, `the duty "${name}"`)
  const stopDuties: (() => Promise<void>)[] = []
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
      for (const { duties = [] } of features) {
        for (const duty of duties) stopDuties.push(startDuty(duty, dutyFailed))
      }
      return url
    },
    close: async () => {
      await Promise.all(stopDuties.map((stop) => stop()))
      for (const { stop } of features) await stop?.()
      outgoing.close()
      await http.close()
      await log.settled()
    },
  }
}

/** What every request over HTTP goes through, whichever feature it is for. */
async function guardDoor(
  http: FastifyInstance,
  { config, db, onFault }: { config: Config; db: OpenDatabase['db']; onFault: FaultLog },
): Promise<ChatSites> {
  if (config.demo) answerOnlyHere(http)
  else refusePublicPasswords(http)
  logSignIns(http)
  chatsOfKnownTeams(http, db)
  httpErrors(http, onFault)
  const sites = chatSites(http, db)
  await securityHeaders(http, sites)
  await allowOrigins(http, config)
  return sites
}

import {
  customerRequests,
  isCustomerRequest,
  type CustomerRequest,
  type ParsedCustomerBody,
} from '@baton/protocol/customer-requests.ts'
import { sendable } from '../attachments/limits.ts'
import { customerView } from '../conversations/customer-view.ts'
import { findCustomersConversation } from '../conversations/find-conversation.ts'
import { admitCustomer, checkWord } from '../customers/admit-customer.ts'
import { messageAt } from '../conversations/messages/message-at.ts'
import { actingAs } from '../changes/acting-as.ts'
import type { CustomerHandlers } from '../feature/customer-handlers.ts'
import { Refused } from '../ground/refused.ts'
import { settingsOf } from '../team/settings-of.ts'
import { whoIsThere } from '../team/who-is-there.ts'
import { admission } from './admit.ts'
import { framesOf } from './connection-limits.ts'
import type { RealtimeDeps } from './deps.ts'
import { createHandle } from './handle.ts'
import type { OpenPlaces } from '../edge/open-places.ts'
import {
  browserRoom,
  customerRoom,
  visitorsRoom,
  type CustomerNamespace,
  type CustomerSocket,
} from './sockets.ts'
import { tokenBuckets, type TokenBucket } from '../edge/token-bucket.ts'

/** When a customer with too many pages open may ask for another one, in ms. */
const COME_BACK_MS = 10_000

/** Admits customers and serves their requests. */
export function serveCustomers(
  customers: CustomerNamespace,
  deps: RealtimeDeps,
  places: OpenPlaces,
  handlers: Partial<CustomerHandlers>,
): void {
  const { db, log, onFault } = deps
  // A second greeting shows a customer's page that it misses something, so it pulls.
  log.onUntold((teamId, after) => {
    greetChanged(teamId, after).catch(onFault)
  })
  async function greetChanged(teamId: string, after: number): Promise<void> {
    const changed = await db
      .selectFrom('conversations')
      .select('customerId')
      .where('teamId', '=', teamId)
      .where('rev', '>', after)
      .execute()
    const ids = new Set(changed.map(({ customerId }) => customerId))
    for (const socket of customers.sockets.values()) {
      if (ids.has(socket.data.customer.id)) await greet(socket, deps)
    }
  }
  const bucketOf = tokenBuckets(deps.rates.customer, deps.clock)
  customers.use(
    admission<CustomerSocket>(onFault, async (socket, token) => {
      socket.data = await admitCustomer(deps, token)
      socket.data.customer.network = deps.addressOf(socket.request)
      const { browserId: id } = socket.data.customer
      const left = deps.keptOut.leftOf(id)
      if (left > 0) throw new Refused('rate-limited', { retryAfterMs: left })
      if (!places.take(id)) throw new Refused('rate-limited', { retryAfterMs: COME_BACK_MS })
      socket.conn.once('close', () => places.leave(id))
      // The connection may have closed during the lookup.
      if (socket.conn.readyState === 'closed') places.leave(id)
    }),
  )
  customers.on('connection', (socket) => {
    const { browserId } = socket.data.customer
    deps.connections.watch(socket.conn, framesOf(deps.rates.customer), () => {
      deps.keptOut.keepOut(browserId)
    })
    answerRequests(socket, deps, bucketOf(browserId), handlers)
    void greet(socket, deps).catch((error: unknown) => {
      onFault(error)
      socket.disconnect()
    })
  })
}

/** Joins the room before the greeting. A commit in between is then sent twice rather than never. */
async function greet(socket: CustomerSocket, { db }: RealtimeDeps): Promise<void> {
  const { customer, teamName } = socket.data
  await socket.join([
    customerRoom(customer.id),
    browserRoom(customer.browserId),
    visitorsRoom(customer.teamId),
  ])
  const conversation = await findCustomersConversation(db, customer.id)
  const { greeting, suggestedQuestions, attachments } = await settingsOf(db, customer.teamId)
  socket.emit('hello', {
    team: { name: teamName },
    view: conversation ? await customerView(db, conversation) : { state: 'ai', agentName: null },
    lastSeq: conversation?.lastPublicSeq ?? 0,
    newest: conversation ? await messageAt(db, conversation.id, conversation.lastPublicSeq) : null,
    seen: conversation?.customerSeenSeq ?? 0,
    there: await whoIsThere(db, customer.teamId),
    welcome: { greeting, questions: suggestedQuestions },
    attachments: sendable(attachments),
  })
}

function answerRequests(
  socket: CustomerSocket,
  deps: RealtimeDeps,
  bucket: TokenBucket,
  handlers: Partial<CustomerHandlers>,
): void {
  const { customer } = socket.data
  const { browserId, teamId, network } = customer
  const handle = createHandle({ bucket, onFault: deps.onFault })
  const flood = deps.floods({ browserId, teamId, address: network })
  const log = actingAs(deps.log, { kind: 'customer', browserId, address: network })
  const serve = <E extends CustomerRequest>(event: E, handler: CustomerHandlers[E] | undefined) => {
    if (!handler) throw new Error(`No feature answers ${event}.`)
    // A signed-in customer's identity token is checked at every request.
    const checked = async (body: ParsedCustomerBody<E>) => {
      await checkWord(deps, socket.data)
      return handler({ customer, log }, body)
    }
    return handle(customerRequests[event], checked, (body) => flood(event, body))
  }
  for (const event of Object.keys(customerRequests).filter(isCustomerRequest)) {
    socket.on(event, serve(event, handlers[event]))
  }
}

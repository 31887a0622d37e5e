// Floods a server from one network address until it is ended: `node bench/support/flood.ts <url> <team> <kind>`.
// A process of its own, so that what it costs is the same whoever is flooded.
import { CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { customerCredential } from '@baton/protocol/customer-credential.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { io } from 'socket.io-client'
import { v7 as newId } from 'uuid'
import { newCustomerFrom } from './customer-from.ts'

const [url = '', team = '', kind = 'words'] = process.argv.slice(2)
const ADDRESS = '203.0.113.66'
const CUSTOMERS = 60
const TEXT = 'x'.repeat(7_900)
/** Twenty a second each, of 8 KB: 10 MB/s of them all, twice what a customer may ask and forty times what they may say. */
const AT_ONCE = 1
const EVERY_MS = 50

const made = Array.from({ length: CUSTOMERS }, () => newCustomerFrom(url, team, ADDRESS))
for (const { token } of await Promise.all(made)) {
  const socket = io(`${url}${CUSTOMER_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    extraHeaders: { 'x-forwarded-for': ADDRESS },
    auth: { token: customerCredential(token, null), protocol: PROTOCOL_VERSION },
  })
  // It heeds no refusal and comes back at once.
  socket.on('connect_error', () => setTimeout(() => socket.connect(), 100))
  setInterval(() => {
    if (!socket.connected) return
    for (let n = 0; n < AT_ONCE; n += 1) {
      const body = { id: newId(), text: TEXT }
      if (kind === 'words') socket.emit('message:send', body, () => undefined)
      else socket.emit('message:send', body)
    }
  }, EVERY_MS)
}
console.log(JSON.stringify({ url }))

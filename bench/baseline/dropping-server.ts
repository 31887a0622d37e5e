// A server that drops whatever strangers send: it takes connections, answers one harmless question, and does nothing.
// What a flood costs others here is the price of the flood itself, on this machine and beside its generator.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { Server } from 'socket.io'
import { v7 as newId } from 'uuid'

const http = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ id: newId(), name: 'Guest', token: newId() }))
})
const io = new Server(http, { transports: ['websocket'], cors: { origin: '*' } })
io.of(CUSTOMER_NAMESPACE).on('connection', (socket) => {
  socket.on('messages:pull', (_body: unknown, ack?: (answer: unknown) => void) => {
    ack?.({ ok: true, data: { messages: [], more: false } })
  })
  socket.emit('hello', {})
})
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})
process.once('SIGTERM', () => void io.close())

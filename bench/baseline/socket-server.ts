// The barest server that could do the job: socket.io, one INSERT on the same database with the same
// durability, an ack, a broadcast. What Baton costs is measured against it.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { Server } from 'socket.io'

const db = new DatabaseSync(process.env['BATON_DATABASE'] ?? ':memory:')
db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL')
db.exec('CREATE TABLE messages (id TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL)')
const insert = db.prepare('INSERT INTO messages (id, text, at) VALUES (?, ?, ?)')

// The page comes from here too: Chromium lets no other page reach a loopback address unasked.
const http = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html')
  response.end('<!doctype html><title>bare</title><textarea></textarea><div id="log"></div>')
})
const io = new Server(http, { transports: ['websocket'], cors: { origin: '*' } })
io.on('connection', (socket) => {
  socket.on('send', (body: { id: string; text: string }, ack: (at: number) => void) => {
    const at = Date.now()
    insert.run(body.id, body.text, at)
    ack(at)
    socket.broadcast.emit('sent', body)
  })
})
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}` }))
})
process.once('SIGTERM', () => {
  void io.close()
  db.close()
})

import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { afterEach, expect, test } from 'vitest'
import { openLine, type Line } from '../../customer/src/connection/line.ts'
import { roadMemory } from '../../customer/src/connection/road-memory.ts'
import { memoryStorage } from '../../customer/src/store/memory-storage.ts'
import { until } from './support/world.ts'

// A socket opened, and what was said on it then was swallowed: the page was offline until a ping was missed.

const ended: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

/** A server that opens all connections, lets in what `isLetIn` says, and says nothing to the others. */
async function startServer(isLetIn: (nth: number) => boolean) {
  const http = createServer((_, response) => response.end())
  const io = new Server(http)
  let asked = 0
  io.use((_, next) => {
    asked += 1
    if (isLetIn(asked)) next()
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  ended.push(() => io.close())
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('It does not listen.')
  return { url: `http://127.0.0.1:${address.port}`, asked: () => asked }
}

function open(url: string): { line: Line; connected: () => number } {
  let connected = 0
  const line = openLine({
    url,
    auth: {},
    world: {
      isThere: () => Promise.resolve(true),
      memory: roadMemory(memoryStorage, Date.now),
      isHidden: () => false,
      onSeen: () => undefined,
      later: (ms, run) => void setTimeout(run, ms),
    },
    listen: (socket) => socket.on('connect', () => (connected += 1)),
    openMs: 500,
  })
  ended.push(() => line.close())
  return { line, connected: () => connected }
}

test('what opens and is never let in is dialled anew', async () => {
  const server = await startServer((nth) => nth > 2)
  const { connected } = open(server.url)
  await until(() => (connected() === 1 ? true : undefined))
  expect(server.asked()).toBe(3)
  // What was let in stays.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(connected()).toBe(1)
})

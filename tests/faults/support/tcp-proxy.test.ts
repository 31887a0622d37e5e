import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Answers every word with the same word, and remembers what it heard. */
const heard: string[] = []
const echo = createServer((socket) => {
  socket.on('error', () => undefined)
  socket.on('data', (word) => {
    heard.push(word.toString())
    socket.write(word)
  })
})
let proxy: TcpProxy
let client: Socket

beforeEach(async () => {
  heard.length = 0
  echo.listen(0, '127.0.0.1')
  await once(echo, 'listening')
  const address = echo.address()
  proxy = await startTcpProxy(typeof address === 'object' && address ? address.port : 0)
  client = connect(proxy.port, '127.0.0.1')
  client.on('error', () => undefined)
  await once(client, 'connect')
})
afterEach(async () => {
  client.destroy()
  await proxy.close()
  echo.close()
})

const answer = async () => String((await once(client, 'data'))[0])
/** Not `once` of node:events, which rejects on the reset that is waited for. */
const closed = (socket = client) => new Promise((resolve) => socket.once('close', resolve))

test('both ways pass', async () => {
  client.write('hello')
  expect(await answer()).toBe('hello')
})

test('a cut line is reset, and the next one whole', async () => {
  proxy.cut()
  await closed()
  client = connect(proxy.port, '127.0.0.1')
  client.write('again')
  expect(await answer()).toBe('again')
})

test('with answers swallowed the server hears, and is not heard', async () => {
  client.write('first')
  await answer()
  proxy.swallowAnswers()
  let said = false
  client.on('data', () => (said = true))
  client.write('second')
  await expect.poll(() => heard).toEqual(['first', 'second'])
  proxy.cut()
  await closed()
  expect(said).toBe(false)
})

test('what falls into a black hole comes out when it ends', async () => {
  client.write('in time')
  await answer()
  proxy.blackHole()
  client.write('late')
  const late = answer()
  proxy.resume()
  expect(await late).toBe('late')
})

test('a line is cut before or after the server has heard a word', async () => {
  proxy.watch((sent) => (sent.includes('before') ? 'cut-before' : 'pass'))
  client.write('before')
  await closed()
  expect(heard).toEqual([])
  proxy.watch(() => 'cut-after')
  client = connect(proxy.port, '127.0.0.1')
  client.on('error', () => undefined)
  client.write('after')
  await closed()
  expect(heard).toEqual(['after'])
})

test('while no connections are taken, each is reset', async () => {
  proxy.accepts(false)
  const refused = connect(proxy.port, '127.0.0.1')
  refused.on('error', () => undefined)
  await closed(refused)
  expect(proxy.open).toBe(1)
})

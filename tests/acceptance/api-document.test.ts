import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { API_ERRORS } from '../../server/integrations/v1/api-error.ts'
import { integrate } from './support/api-client.ts'
import { startWorld, type World } from './support/world.ts'

const text = v.pipe(v.string(), v.parseJson())
const openApi = v.looseObject({
  openapi: v.string(),
  paths: v.record(v.string(), v.record(v.string(), v.unknown())),
})

let world: World
beforeEach(async () => {
  world = await startWorld('sqlite')
})
afterEach(() => world.end())

const read = async (path: string) => {
  const response = await fetch(`${world.server.url}/v1${path}`)
  return { response, text: await response.text() }
}
const parsed = async (path: string) => v.parse(text, (await read(path)).text)

test('the document has every call, each of which is there, and every error', async () => {
  const { text: json } = await read('/openapi.json')
  const { openapi, paths } = v.parse(v.pipe(text, openApi), json)
  expect(openapi).toBe('3.1.1')
  const bot = await integrate(await world.agent('dimas'), world.server)
  await bot.ask('PUT', '/conversations/r1', { customer: { id: 'ana' } })
  await bot.ask('PUT', '/conversations/r2', { customer: { id: 'budi' } })
  const said = { id: 'm1', from: 'customer', text: 'Hello' }
  await bot.ask('POST', '/conversations/r1/messages', said)
  const named = (path: string) =>
    path.replace('/customers/{id}', '/customers/budi').replace('{id}', 'm1').replace('{ref}', 'r1')
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
  )
  expect(calls.length).toBeGreaterThan(9)
  for (const { method, path } of calls) {
    if (path === '/events/stream') continue
    const { status } = await bot.ask(method, named(path))
    expect([200, 400], `${method} ${path}`).toContain(status)
  }
  const codes = [...json.matchAll(/"code":\{"enum":(\[[^\]]*\])/g)].flatMap(([, list]) =>
    v.parse(v.array(v.string()), v.parse(text, list)),
  )
  expect(new Set(codes)).toEqual(new Set(Object.keys(API_ERRORS)))
})

test('the card of a handoff has a schema of its own, which closes it', async () => {
  const card = v.parse(v.looseObject({}), await parsed('/handoff-card.json'))
  expect(card).toMatchObject({
    $id: 'handoff-card.json',
    title: 'Handoff card',
    required: ['reason', 'summary'],
    additionalProperties: false,
  })
})

test('the page for people names each call and schema, runs nothing and loads its own style', async () => {
  const { response, text: page } = await read('/docs')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = response.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none'; style-src 'self'; /)
  expect(page).not.toMatch(/<script|style=|\son\w+=|https?:/)
  const { paths } = v.parse(openApi, await parsed('/openapi.json'))
  for (const path of Object.keys(paths)) expect(page).toContain(path.replaceAll('/', '<wbr>/'))
  // Each link within the page leads somewhere.
  const anchors = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name)
  expect(anchors.length).toBeGreaterThan(20)
  for (const name of anchors) expect(page).toContain(`id="${name ?? ''}"`)
  const style = await read('/docs.css')
  expect(style.response.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

import type { Row } from '@baton/protocol/changes.ts'
import type { Integration, KeyScope, MadeKey } from '@baton/protocol/integration.ts'
import { INTEGRATIONS_MAX, KEYS_MAX } from '@baton/protocol/integration.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { apiError } from '../../server/integrations/v1/api-error.ts'
import { availability } from '../../server/integrations/v1/api-schemas.ts'
import { refusalOf } from '../support/verbs.ts'
import type { AgentClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, until, type World } from './support/world.ts'

/** The team as it was told last. */
function lastTeam(rows: readonly Row[]) {
  return rows.flatMap((row) => (row.kind === 'team' ? [row.value] : [])).at(-1)
}

function toldLive({ changes }: AgentClient) {
  return lastTeam(changes.flatMap(({ rows }) => rows))
}

async function teamOf(agent: AgentClient) {
  const team = lastTeam((await pullAll(agent)).rows)
  if (!team) throw new Error('The team was not told.')
  return team
}

describe.each(ENGINES)('integrations on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  let now = Date.UTC(2026, 11, 1)
  beforeEach(async () => {
    world = await startWorld(engine, { clock: () => now })
    dimas = await world.agent('dimas')
  })
  afterEach(() => world.end())

  const make = async (name = 'Kopi bot'): Promise<Integration> =>
    (await dimas.ask('integration:make', { name, kind: 'bot' })).integration
  const list = async () => (await dimas.ask('integrations:list', {})).integrations
  const makeKey = async (
    integrationId: string,
    more: { test?: boolean; scopes?: KeyScope[] } = {},
  ): Promise<MadeKey & { secret: string }> => {
    const { test = false, scopes = ['write', 'events'] } = more
    const made = await dimas.ask('key:make', { integrationId, test, scopes })
    if (made.secret === null) throw new Error('The key was not shown.')
    return { ...made, secret: made.secret }
  }
  const get = (headers: Record<string, string>, path = '/v1/availability') =>
    fetch(`${world.server.url}${path}`, { headers })
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const refusedAs = async (response: Response) => v.parse(apiError, await response.json()).code

  test('are made, renamed, listed in the order they came, and removed', async () => {
    const first = await make('First')
    now += 1
    const second = await make('Second')
    const shown = {
      kind: 'bot',
      avatar: null,
      watchOnly: false,
      givesReceipts: false,
      downSince: null,
    }
    const { id } = first
    expect(first).toEqual({ id, name: 'First', ...shown, madeAt: now - 1, keys: [], webhook: null })
    const rename = { integrationId: id, name: 'Renamed' }
    expect((await dimas.ask('integration:change', rename)).integration.name).toBe('Renamed')
    expect(await list()).toEqual([{ ...first, name: 'Renamed' }, second])
    await dimas.ask('integration:remove', { integrationId: first.id })
    expect(await list()).toEqual([second])
    expect((await refusalOf(dimas.ask('integration:change', rename))).code).toBe('not-found')
  })

  test('are told to every agent, with what an admin says of them, by a row of the team', async () => {
    const rina = await world.agent('rina')
    const { id } = await make('Kopi bot')
    const { id: other } = await make('Other')
    const change = { integrationId: id, name: 'Teh bot', avatar: '🫖', watchOnly: true }
    const { integration } = await dimas.ask('integration:change', change)
    const shown = { kind: 'bot', givesReceipts: false, downSince: null, removed: false }
    const teh = { id, name: 'Teh bot', avatar: '🫖', watchOnly: true, ...shown }
    const others = { id: other, name: 'Other', avatar: null, watchOnly: false, ...shown }
    expect(integration).toMatchObject({ name: 'Teh bot', avatar: '🫖', watchOnly: true })
    expect((await teamOf(rina)).integrations).toEqual([others, teh])
    await until(() => toldLive(rina)?.integrations?.find(({ watchOnly }) => watchOnly))
    // What is left out stays, and so does the rest of the team.
    await dimas.ask('integration:change', { integrationId: id, watchOnly: false })
    await dimas.ask('team:change', { greeting: 'Halo' })
    await dimas.ask('integration:remove', { integrationId: other })
    expect(await teamOf(rina)).toMatchObject({
      settings: { greeting: 'Halo' },
      integrations: [
        { ...teh, watchOnly: false },
        { ...others, removed: true },
      ],
    })
    for (const avatar of ['', 'ab', '🫖🫖', 'x'.repeat(33)]) {
      const refused = dimas.ask('integration:change', { integrationId: id, avatar })
      expect((await refusalOf(refused)).code).toBe('invalid')
    }
  })

  test('are for admins alone', async () => {
    const rina = await world.agent('rina')
    const { id: integrationId } = await make()
    const { key } = await makeKey(integrationId)
    const asked = [
      () => rina.ask('integrations:list', {}),
      () => rina.ask('integration:make', { name: 'Mine', kind: 'bot' }),
      () => rina.ask('integration:change', { integrationId, name: 'Mine' }),
      () => rina.ask('integration:remove', { integrationId }),
      () => rina.ask('key:make', { integrationId, test: false, scopes: ['write'] }),
      () => rina.ask('key:revoke', { keyId: key.id }),
    ]
    for (const one of asked) expect((await refusalOf(one())).code).toBe('forbidden')
  })

  test('show a key once, and keep no more of it than its hash', async () => {
    const { id: integrationId } = await make()
    const id = newId()
    const ask = { id, integrationId, test: false, scopes: ['write' as const] }
    const { key, secret } = await dimas.ask('key:make', ask)
    expect(secret).toMatch(/^bk_[\w-]{43}$/)
    expect(key).toMatchObject({ ending: secret?.slice(-4), test: false, scopes: ['write'] })
    // The same request made no second key, and does not tell the first again.
    expect(await dimas.ask('key:make', ask)).toEqual({ key, secret: null })
    const others = dimas.ask('key:make', { ...ask, test: true })
    expect((await refusalOf(others)).code).toBe('id-reused')
    expect((await list())[0]?.keys).toEqual([key])
    const { db } = world.server.database
    const kept = [
      await db.selectFrom('integrationKeys').selectAll().execute(),
      await db.selectFrom('edits').selectAll().execute(),
      await db.selectFrom('audit').selectAll().execute(),
    ]
    expect(JSON.stringify(kept)).not.toContain(secret)
    expect((await makeKey(integrationId, { test: true })).secret).toMatch(/^bk_test_[\w-]{43}$/)
  })

  test('are let in by either header, and told who is there', async () => {
    const { secret } = await makeKey((await make()).id)
    for (const headers of [bearer(secret), { 'x-api-key': secret }]) {
      const response = await get(headers)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('no-store')
      const told = v.parse(v.strictObject(availability.entries), await response.json())
      expect(told).toEqual({ available: true, agents: ['Dimas'] })
    }
  })

  test('without a key that holds are all told the same, whatever they ask for', async () => {
    const never = `bk_${'x'.repeat(43)}`
    const answers = await Promise.all([
      get({}),
      get(bearer(never)),
      get(bearer('nonsense')),
      get(bearer(dimas.token)),
      get(bearer(never), '/v1/nothing'),
    ])
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401])
    expect(new Set(bodies).size).toBe(1)
    expect(answers[0].headers.get('www-authenticate')).toBe('Bearer')
    const { secret } = await makeKey((await make()).id)
    const nothing = await get(bearer(secret), '/v1/nothing')
    expect([nothing.status, await refusedAs(nothing)]).toEqual([404, 'not_found'])
  })

  test('are refused from a page, whatever key it has', async () => {
    const { secret } = await makeKey((await make()).id)
    for (const origin of ['https://shop.example', world.server.url, 'null']) {
      const response = await get({ ...bearer(secret), origin })
      expect(response.status).toBe(403)
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(await refusedAs(response)).toBe('browser_refused')
    }
  })

  test('are let in no more once a key is revoked, or they are removed', async () => {
    const { id: integrationId } = await make()
    const [one, other] = [await makeKey(integrationId), await makeKey(integrationId)]
    await dimas.ask('key:revoke', { keyId: one.key.id })
    expect((await get(bearer(one.secret))).status).toBe(401)
    expect((await get(bearer(other.secret))).status).toBe(200)
    await dimas.ask('integration:remove', { integrationId })
    expect((await get(bearer(other.secret))).status).toBe(401)
    const again = dimas.ask('key:revoke', { keyId: one.key.id })
    expect((await refusalOf(again)).code).toBe('not-found')
  })

  test('show when a key was last used, to a minute', async () => {
    const { id: integrationId } = await make()
    const { secret } = await makeKey(integrationId)
    const used = async () => (await list())[0]?.keys[0]?.lastUsedAt
    expect(await used()).toBeNull()
    const first = now
    await get(bearer(secret))
    now += 59_000
    await get(bearer(secret))
    expect(await used()).toBe(first)
    now += 1_000
    await get(bearer(secret))
    expect(await used()).toBe(first + 60_000)
  })

  test('ask 500 times at once with one key and are told when to go on; another key is let in', async () => {
    const { id: integrationId } = await make()
    const [one, other] = [await makeKey(integrationId), await makeKey(integrationId)]
    const first = await get(bearer(one.secret))
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=500;w=10')
    expect(first.headers.get('ratelimit')).toBe('"key";r=499;t=1')
    for (let part = 0; part < 10; part += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => get(bearer(one.secret))))
      for (const answer of answers) await answer.body?.cancel()
    }
    const refused = await get(bearer(one.secret))
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.headers.get('ratelimit')).toBe('"key";r=0;t=10')
    expect(await refused.json()).toMatchObject({
      code: 'rate_limited',
      detail: { retry_after_ms: 20 },
    })
    expect((await get(bearer(other.secret))).status).toBe(200)
    now += 20
    expect((await get(bearer(one.secret))).status).toBe(200)
  })

  test('are in the audit: who made which, and whose keys, without a name', async () => {
    const { id: integrationId } = await make('Kopi bot')
    await dimas.ask('integration:change', { integrationId, name: 'Teh bot' })
    const { key } = await makeKey(integrationId)
    await dimas.ask('key:revoke', { keyId: key.id })
    await dimas.ask('integration:remove', { integrationId })
    const place = { from: null, to: null, before: null, limit: 100 }
    const { entries } = await dimas.ask('audit:list', {
      query: world.ids.dimas,
      what: null,
      ...place,
    })
    const told = entries
      .filter(({ subject }) => ['integration', 'key'].includes(subject.kind))
      .map(({ what, by, subject }) => [what, by.id, subject.id])
    const by = world.ids.dimas
    expect(told.sort()).toEqual(
      [
        ['integration:made', by, integrationId],
        ['integration:changed', by, integrationId],
        ['integration:removed', by, integrationId],
        ['key:made', by, key.id],
        ['key:revoked', by, key.id],
      ].sort(),
    )
    expect(JSON.stringify(entries)).not.toMatch(/Kopi|Teh/)
  })

  test('and their keys are so many at most', async () => {
    const { id: integrationId } = await make()
    for (let many = 1; many < INTEGRATIONS_MAX; many += 1) await make(`Bot ${many}`)
    expect((await refusalOf(make('One more'))).code).toBe('invalid')
    for (let many = 0; many < KEYS_MAX; many += 1) await makeKey(integrationId)
    expect((await refusalOf(makeKey(integrationId))).code).toBe('invalid')
  })
})

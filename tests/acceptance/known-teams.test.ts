import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ENGINES } from './support/databases.ts'
import { startWorld, type World } from './support/world.ts'

// A site's script asks whether its team is there before it shows a button.

describe.each(ENGINES)('whether a team is there, on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(engine)
  })
  afterAll(() => world.end())

  const ask = async (query: string) => {
    const answer = await fetch(`${world.server.url}/chat.js?${query}`, {
      headers: { origin: 'https://shop.example', cookie: 'a=b' },
    })
    expect(answer.status).toBe(200)
    // A module of another site's: without these two no browser runs it.
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
    expect(answer.headers.get('set-cookie')).toBeNull()
    return { says: await answer.text(), kept: answer.headers.get('cache-control') }
  }

  test('is said to any site, and kept for a day if it is', async () => {
    expect(await ask('team=nusa&known=1')).toEqual({
      says: 'export default true\n',
      kept: 'public, max-age=86400',
    })
  })

  test('is said of what the script takes for its name', async () => {
    expect((await ask('team=%20nusa%0A&known=1')).says).toBe('export default true\n')
  })

  test.each(['nobody', 'NUSA', '', 'nusa%00x', "';drop table teams", 'x'.repeat(5_000)])(
    'is denied for %j, and asked again the next time',
    async (team) => {
      expect(await ask(`known=1&team=${encodeURIComponent(team)}`)).toEqual({
        says: 'export default false\n',
        kept: 'no-cache',
      })
    },
  )

  test('is said in words where the script itself was asked for', async () => {
    expect(await ask('team=nobody')).toMatchObject({
      says: expect.stringContaining('names a team that is not on this server') as string,
      kept: 'no-cache',
    })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { aiWordsFor } from '../../server/conversations/handoff/ai-words.ts'
import { startWorld, until, type World } from './support/world.ts'

const { nobodyHere: NOBODY_HERE } = aiWordsFor({}, 'en')

describe.each(ENGINES)('a customer who asks for a human on %s', (engine) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(engine)
  })
  afterEach(() => world.end())

  const ask = async (customer: CustomerClient) => await customer.ask('human:ask', {})
  const takeBack = async (customer: CustomerClient) => await customer.ask('human:take-back', {})
  const read = async (customer: CustomerClient) => {
    const everything = { after: 0, before: null, limit: 200 }
    return (await customer.ask('messages:pull', everything)).messages.map(({ text }) => text)
  }

  test('is told that nobody is there, and promised nothing', async () => {
    const customer = await world.customer()
    await ask(customer)
    const said = (await read(customer)).join('\n')
    expect(said).toContain(NOBODY_HERE)
    expect(said).not.toMatch(/shortly|a moment/)
  })

  test('hears who is there, when they come and when they go', async () => {
    const customer = await world.customer()
    const heard: string[][] = []
    customer.socket.on('people:changed', ({ there }) => heard.push(there))
    const rina = await world.agent('rina')
    await until(() => heard.find((there) => there.length === 1))
    expect(heard.at(-1)).toEqual([expect.stringContaining('Rina')])
    await ask(customer)
    expect((await read(customer)).join('\n')).not.toContain(NOBODY_HERE)
    rina.socket.disconnect()
    await until(() => heard.find((there, index) => index > 0 && there.length === 0))
  })

  test('may take it back while they wait, and the AI goes on with what they write next', async () => {
    const customer = await world.customer()
    await ask(customer)
    await takeBack(customer)
    await takeBack(customer)
    const said = await read(customer)
    expect(said.filter((text) => text.includes('AI agent is back'))).toHaveLength(1)
    await ask(customer)
    expect((await read(customer)).length).toBeGreaterThan(said.length)
  })

  test('cannot take back what they never asked for', async () => {
    const customer = await world.customer()
    await takeBack(customer)
    expect(await read(customer)).toEqual([])
  })
})

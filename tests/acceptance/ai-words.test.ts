import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aiWordsFor } from '../../server/conversations/handoff/ai-words.ts'
import type { AgentClient, CustomerClient } from './support/clients.ts'
import { ENGINES } from './support/databases.ts'
import { fails } from './support/scripted-maker.ts'
import { startWorld, until, type World } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

describe.each(ENGINES)('what the AI says by itself on %s', (engine) => {
  let world: World
  let dimas: AgentClient
  beforeEach(async () => {
    world = await startWorld(engine)
    dimas = await world.agent('dimas')
  })
  afterEach(() => world.end())

  const change = async (aiWords: Record<string, object>) =>
    await dimas.ask('team:change', { aiWords })
  /** A customer whose browser speaks a language, and who has said hello. */
  async function customerOf(language: string, context?: Record<string, string>) {
    const customer = await world.customer()
    const visit = { page: null, language, timeZone: null, ...(context && { context }) }
    await customer.ask('visit:tell', visit)
    await customer.says('Hello')
    return customer
  }
  async function saidTo(customer: CustomerClient): Promise<string> {
    const everything = { after: 0, before: null, limit: 200 }
    const { messages } = await customer.ask('messages:pull', everything)
    return messages.map(({ text }) => text).join('\n')
  }

  test('is in the customer’s language, and in the team’s words where it has any', async () => {
    await change({ id: { humanAsked: 'Rekan Nusa dipanggil.' }, de: { shortly: 'Gleich.' } })
    const ask = async (customer: CustomerClient) => {
      await customer.ask('human:ask', {})
      return saidTo(customer)
    }
    expect(await ask(await customerOf('id-ID'))).toContain(
      `Rekan Nusa dipanggil. ${aiWordsFor({}, 'id').shortly}`,
    )
    expect(await ask(await customerOf('de'))).toContain(
      `${aiWordsFor({}, 'en').humanAsked} Gleich.`,
    )
    await change({ id: {} })
    const { humanAsked, shortly } = aiWordsFor({}, 'id')
    expect(await ask(await customerOf('id'))).toContain(`${humanAsked} ${shortly}`)
  })

  test('is said, too, where no answer could be made', async () => {
    await change({ id: { couldNotAnswer: 'Sistem kami sedang bermasalah.' } })
    world.server.maker.script = fails()
    const customer = await customerOf('id-ID')
    await expect
      .poll(() => saidTo(customer), { timeout: 30_000 })
      .toContain('Sistem kami sedang bermasalah.')
  })

  test('is handed to the maker with the team, the language, and what the site says of the customer', async () => {
    await change({ id: { greeting: 'Selamat datang di Nusa!' } })
    await customerOf('id-ID', { plan: 'gold' })
    const turn = await until(() => world.server.maker.turns.at(0))
    expect(turn).toMatchObject({
      teamId: world.teamId,
      language: 'id-ID',
      context: { plan: 'gold' },
      note: null,
      words: { ...aiWordsFor({}, 'id'), greeting: 'Selamat datang di Nusa!' },
    })
  })

  test('is for admins to word, within limits', async () => {
    const rina = await world.agent('rina')
    const asked = async (aiWords: Record<string, object>, agent = rina) =>
      (await refusalOf(agent.ask('team:change', { aiWords }))).code
    expect(await asked({ en: { goodbye: 'Bye' } })).toBe('forbidden')
    expect(await asked({ en: { goodbye: '' } }, dimas)).toBe('invalid')
    expect(await asked({ en: { source: 'No article' } }, dimas)).toBe('invalid')
    expect(await asked({ English: { goodbye: 'Bye' } }, dimas)).toBe('invalid')
  })

  test('is within its limits, too, when it is worded in one change after the other', async () => {
    const asked = async (aiWords: Record<string, object>) =>
      (await refusalOf(dimas.ask('team:change', { aiWords }))).code
    const languages = Array.from({ length: 20 }, (_, n) => `a${String.fromCharCode(97 + n)}`)
    for (const language of languages) await change({ [language]: { goodbye: 'Bye' } })
    expect(await asked({ de: { goodbye: 'Bis bald!' } })).toBe('invalid')
    // In place of another there is room.
    await change({ aa: {}, de: { goodbye: 'Bis bald!' } })

    // Of a Thai letter three bytes go over the wire: 20 texts like this are just under 32 KB.
    const long = 'ก'.repeat(500)
    const texts = {
      greeting: long,
      greetingAgain: long,
      welcome: long,
      goodbye: long,
      askMore: long,
    }
    for (const language of ['ab', 'ac', 'ad', 'ae']) await change({ [language]: texts })
    expect(await asked({ af: texts })).toBe('invalid')
    await change({ ab: {}, af: texts })
  })
})

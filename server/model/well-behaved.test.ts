// @vitest-environment node
import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSealing } from '../ground/sealing.ts'
import { createOutgoing, type Outgoing } from '../outgoing/outgoing.ts'
import { modelFetch } from './model-fetch.ts'
import { streamModel, type ModelAsk, type ModelPart } from './stream-model.ts'
import { tryModel } from './try-model.ts'

// An endpoint that behaves as the real ones do.

const TIMES = { firstToken: 10_000, idle: 10_000 }
const ASK: ModelAsk = {
  instructions: 'Answer.',
  messages: [{ role: 'user', content: 'Where is my parcel?' }],
  tools: {},
  tokensPerStep: 1_000,
  tokensMax: 10_000,
  stepsMax: 4,
}

let mock: LLMock
let outgoing: Outgoing
beforeAll(async () => {
  mock = new LLMock({ port: 0 })
  mock.onMessage(/parcel/i, { content: 'It is on its way to you.' })
  mock.onMessage(/weather/i, { toolCalls: [{ name: 'weather', arguments: '{"city":"Solo"}' }] })
  mock.onMessage(/tool “ready”/, { toolCalls: [{ name: 'ready', arguments: '{"word":"yes"}' }] })
  mock.onMessage(/JSON/, { content: '{"ready": true}' })
  mock.onMessage(/ready/, { content: 'ready' })
  mock.onEmbedding(/.*/, { embedding: [0.1, 0.2] })
  await mock.start()
  outgoing = createOutgoing({ allowHosts: [{ host: '127.0.0.1', port: null }] })
})
afterAll(async () => {
  outgoing.close()
  await mock.stop()
})

const endpoint = () => ({ baseUrl: `${mock.url}/v1`, model: 'small', apiKey: 'sk-mock' })

async function partsOf(ask: ModelAsk) {
  const parts: ModelPart[] = []
  let tokens = 0
  const onTokens = (more: number) => void (tokens += more)
  const fetch = modelFetch(outgoing, TIMES)
  const line = { endpoint: endpoint(), fetch, times: TIMES, onTokens }
  for await (const part of streamModel(line, ask, new AbortController().signal)) parts.push(part)
  const text = parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
  return { parts, text, tokens }
}

test('its answer comes in pieces, to its end, and costs something', async () => {
  const { parts, text, tokens } = await partsOf(ASK)
  expect(text).toBe('It is on its way to you.')
  expect(parts.length).toBeGreaterThan(2)
  expect(parts.at(-1)).toEqual({ kind: 'end', isCut: false })
  expect(tokens).toBeGreaterThan(0)
})

test('its calls of a tool reach whoever asked', async () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } } } as const
  const tools = { weather: { description: 'The weather.', parameters } }
  const messages: ModelAsk['messages'] = [{ role: 'user', content: 'How is the weather?' }]
  const { parts } = await partsOf({ ...ASK, messages, tools })
  expect(parts[0]).toEqual({ kind: 'call', tool: 'weather', input: { city: 'Solo' } })
})

test('a test finds that it can do everything', async () => {
  const onTokens = vi.fn<(tokens: number) => void>()
  const tested = await tryModel(
    {
      onTokens,
      sealing: createSealing('x'.repeat(32)),
      operators: { url: endpoint().baseUrl, model: 'small', key: null, tokensPerMonth: 1_000_000 },
      outgoing,
    },
    {
      ...{ teamId: 't', maker: 'model', url: null, model: null, apiKey: null, keyEnding: null },
      ...{ tokensPerMonth: null, tokensPerTurn: 16_000, overBudget: 'human' },
      ...{ firstTokenMs: 20_000, idleMs: 15_000, botId: null },
    },
  )
  const fine = { trouble: null, detail: '' }
  expect(tested).toMatchObject({ stream: fine, tools: fine, json: fine, embeddings: fine })
  // Each of the four questions costs.
  expect(onTokens).toHaveBeenCalledTimes(4)
  for (const [tokens] of onTokens.mock.calls) expect(tokens).toBeGreaterThan(0)
})

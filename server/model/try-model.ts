import { MODEL_TEST_MS, type ModelTested } from '@baton/protocol/model.ts'
import type { OperatorsModel } from '../edge/config.ts'
import type { Sealing } from '../ground/sealing.ts'
import type { Outgoing } from '../outgoing/outgoing.ts'
import type { Endpoint } from './endpoint.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { modelFetch } from './model-fetch.ts'
import { ModelTrouble } from './model-trouble.ts'
import { endpointOf, type StoredModel } from './stored-model.ts'
import { streamModel, type ModelAsk, type ModelLine } from './stream-model.ts'
import { troubleOf } from './trouble-of.ts'

/** Room for a model that thinks before it answers. */
const TOKENS_MAX = 2_000
/** Put aside for a test: three answers, and what is sent. */
export const TEST_TOKENS = 3 * TOKENS_MAX + 1_000
const EMBEDDED = 'Where is my parcel?'

type Tried = ModelTested['stream']

const FINE: Tried = { trouble: null, detail: '' }

/**
 * Asks a team's endpoint for what models are asked for here, and says what it can do. What it cannot do is in the answer,
 * in one of the contract's words and its own. Never throws for what an endpoint does.
 */
export async function tryModel(
  deps: {
    sealing: Sealing
    operators: OperatorsModel | null
    outgoing: Outgoing
    /** Called with the tokens of each question: as the endpoint counts them, or estimated. */
    onTokens: (tokens: number) => void
  },
  stored: StoredModel,
): Promise<ModelTested> {
  let endpoint: Endpoint
  try {
    endpoint = endpointOf(deps, stored)
  } catch (error) {
    if (!(error instanceof ModelTrouble)) throw error
    const tried = toTried(error)
    const all = { stream: tried, tools: tried, json: tried, embeddings: tried }
    return { ...all, firstTokenMs: null, wholeMs: null }
  }
  const times = { firstToken: MODEL_TEST_MS, idle: MODEL_TEST_MS }
  const fetch = modelFetch(deps.outgoing, times)
  const signal = AbortSignal.timeout(MODEL_TEST_MS)

  /** What is said to one question, and when. */
  async function ask(asked: Partial<ModelAsk>) {
    const startedAt = performance.now()
    let text = ''
    let firstTokenMs: number | null = null
    const calls: string[] = []
    const whole: ModelAsk = {
      instructions: 'You are being tested. Do exactly what is asked.',
      messages: [{ role: 'user', content: 'Say the word “ready”, and nothing else.' }],
      tools: {},
      tokensPerStep: TOKENS_MAX,
      tokensMax: TOKENS_MAX,
      stepsMax: 1,
      ...asked,
    }
    const line = { endpoint, fetch, times, onTokens: deps.onTokens }
    for await (const part of streamModel(line, whole, signal)) {
      if (part.kind === 'end') continue
      firstTokenMs ??= Math.round(performance.now() - startedAt)
      if (part.kind === 'text') text += part.text
      else calls.push(part.tool)
    }
    return { text, calls, firstTokenMs, wholeMs: Math.round(performance.now() - startedAt) }
  }

  async function tried(work: () => Promise<boolean>): Promise<Tried> {
    try {
      return (await work()) ? FINE : { trouble: 'not-supported', detail: '' }
    } catch (error) {
      if (signal.aborted) return { trouble: 'no-first-token', detail: `${MODEL_TEST_MS / 1_000} s` }
      return toTried(troubleOf(error, endpoint.apiKey, Date.now()))
    }
  }

  let speed: Pick<ModelTested, 'firstTokenMs' | 'wholeMs'> = { firstTokenMs: null, wholeMs: null }
  const stream = tried(async () => {
    const { text, firstTokenMs, wholeMs } = await ask({})
    if (text.trim() === '') throw new ModelTrouble('empty')
    speed = { firstTokenMs, wholeMs }
    return true
  })
  const tools = tried(async () => {
    const { calls } = await ask({
      messages: [{ role: 'user', content: 'Call the tool “ready” with the word “yes”.' }],
      tools: { ready: READY },
    })
    return calls.includes('ready')
  })
  const json = tried(async () => {
    const content = 'Answer with the JSON object {"ready": true}, and nothing else.'
    const { text } = await ask({ messages: [{ role: 'user', content }], isJson: true })
    return isObject(text)
  })
  const embeddings = tried(() => embeds({ endpoint, fetch, onTokens: deps.onTokens }, signal))
  return {
    stream: await stream,
    tools: await tools,
    json: await json,
    embeddings: await embeddings,
    ...speed,
  }
}

const READY: ModelAsk['tools'][string] = {
  description: 'Says that you are ready.',
  parameters: {
    type: 'object',
    properties: { word: { type: 'string' } },
    required: ['word'],
    additionalProperties: false,
  },
}

async function embeds(
  { endpoint, fetch, onTokens }: Pick<ModelLine, 'endpoint' | 'fetch' | 'onTokens'>,
  signal: AbortSignal,
): Promise<boolean> {
  const [{ embed }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ])
  const { baseUrl, model, apiKey } = endpoint
  const key = apiKey === null ? {} : { apiKey }
  const provider = createOpenAICompatible({ name: 'team', baseURL: baseUrl, fetch, ...key })
  const { embedding, usage } = await embed({
    model: provider.embeddingModel(model),
    value: EMBEDDED,
    maxRetries: 0,
    abortSignal: signal,
  })
  // Not a number where the endpoint tells none.
  onTokens(usage.tokens > 0 ? usage.tokens : estimateTokens(EMBEDDED))
  return embedding.length > 0
}

function isObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null
  } catch {
    return false
  }
}

function toTried({ kind, detail }: ModelTrouble): Tried {
  return { trouble: kind, detail }
}

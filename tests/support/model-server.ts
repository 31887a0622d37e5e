import type { ServerResponse } from 'node:http'
import * as v from 'valibot'
import { startHostileServer, type HostileServer } from './hostile-server.ts'

/** What an endpoint of a model sends in one event. */
type Chunk = object | string

/** A piece of an answer. */
export function said(content: string): Chunk {
  return { choices: [{ index: 0, delta: { role: 'assistant', content } }] }
}

export function thought(reasoning_content: string): Chunk {
  return { choices: [{ index: 0, delta: { reasoning_content } }] }
}

/** A call of a tool, and the end of the answer with it. */
export function called(name: string, input: unknown): Chunk[] {
  const call = { index: 0, id: 'call-1', type: 'function', function: { name, arguments: '' } }
  const input_ = { index: 0, function: { arguments: JSON.stringify(input) } }
  return [
    { choices: [{ index: 0, delta: { tool_calls: [call] } }] },
    { choices: [{ index: 0, delta: { tool_calls: [input_] } }] },
    ...ended('tool_calls'),
  ]
}

/** The end of an answer, with the tokens it took where the endpoint tells them. */
export function ended(finish_reason = 'stop', tokens: number | null = 120): Chunk[] {
  const end = { choices: [{ index: 0, delta: {}, finish_reason }] }
  if (tokens === null) return [end, '[DONE]']
  const usage = { prompt_tokens: tokens - 20, completion_tokens: 20, total_tokens: tokens }
  return [end, { choices: [], usage }, '[DONE]']
}

/** Sends events; the connection stays open. */
export function send(response: ServerResponse, ...chunks: Chunk[]): void {
  if (!response.headersSent) response.setHeader('content-type', 'text/event-stream')
  for (const chunk of chunks) {
    response.write(`data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`)
  }
}

/** What an endpoint was asked, as far as tests look at it. */
const asked = v.object({
  model: v.string(),
  messages: v.array(v.object({ role: v.string(), content: v.nullish(v.string()) })),
  tools: v.optional(v.array(v.object({ function: v.object({ name: v.string() }) }))),
})
type AskedModel = v.InferOutput<typeof asked>

/** Answers one request to a model: by hand, or with these chunks and the end of the response. */
type ModelAnswer = (response: ServerResponse, asked: AskedModel) => Chunk[] | null

/** An endpoint that speaks OpenAI's chat completions, and says what the test wants. */
export interface ModelServer extends HostileServer {
  /** The base URL. */
  endpoint: string
  answer: ModelAnswer
  /** What was asked of it, in order. */
  readonly questions: AskedModel[]
  /** Keys that it was shown. */
  readonly keys: (string | undefined)[]
  /** When the newest request was ended by whoever asked; null while it was not. */
  readonly closedAt: number | null
}

export async function startModelServer(): Promise<ModelServer> {
  let closedAt: number | null = null
  const questions: AskedModel[] = []
  const server = await startHostileServer({
    '/v1/chat/completions': (_, response) => {
      closedAt = null
      response.once('close', () => {
        if (!response.writableFinished) closedAt = performance.now()
      })
      const question = v.parse(asked, JSON.parse(server.asked.at(-1)?.body ?? ''))
      questions.push(question)
      const chunks = model.answer(response, question)
      if (chunks === null) return
      send(response, ...chunks)
      response.end()
    },
  })
  const model: ModelServer = {
    ...server,
    endpoint: `${server.url}/v1`,
    answer: () => [said('It takes '), said('five days.'), ...ended()],
    questions,
    get connections() {
      return server.connections
    },
    get keys() {
      return server.asked.map(({ headers }) => headers.authorization)
    },
    get closedAt() {
      return closedAt
    },
  }
  return model
}

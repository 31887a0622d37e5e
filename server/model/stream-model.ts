import type { JSONSchema7 } from 'ai'
import type { Endpoint, Fetch, ModelTimes } from './endpoint.ts'
import { estimateTokens } from './estimate-tokens.ts'
import { ModelTrouble } from './model-trouble.ts'
import { troubleOf } from './trouble-of.ts'

/** A piece of what a model makes. `input` of a call is not checked. */
export type ModelPart =
  | { kind: 'text'; text: string }
  | { kind: 'call'; tool: string; input: unknown }
  /** `isCut`: the model was not finished when it had as many tokens as it may. */
  | { kind: 'end'; isCut: boolean }

/** What a model may call. */
export interface ModelTool {
  description: string
  /** A JSON Schema of an object. */
  parameters: JSONSchema7
  /** Answers what the model is told of the call. One without it ends the answer. */
  run?: (input: unknown, signal: AbortSignal) => Promise<string>
}

/** What is asked of a model. */
export interface ModelAsk {
  instructions: string
  messages: { role: 'user' | 'assistant'; content: string }[]
  /** By the name that the model calls. */
  tools: Readonly<Record<string, ModelTool>>
  /** Tokens of one step's answer, and of all steps with what is sent for them. */
  tokensPerStep: number
  tokensMax: number
  stepsMax: number
  /** Asks the endpoint for JSON and nothing else. */
  isJson?: boolean
}

/** How and where it is asked. */
export interface ModelLine {
  endpoint: Endpoint
  fetch: Fetch
  times: ModelTimes
  /** Called with the tokens of each step: as the endpoint counts them, or estimated. */
  onTokens: (tokens: number) => void
}

/** Letters of reasoning and of tools' input that a model may make, beside what it says. */
const UNSEEN_LETTERS_MAX = 200_000

/**
 * Asks a model, and answers what it makes while it makes it. Throws `ModelTrouble` when the endpoint does not answer, is
 * silent for too long, or breaks off. Ends the request as soon as the signal is aborted, and throws then.
 */
export async function* streamModel(
  { endpoint, fetch, times, onTokens }: ModelLine,
  ask: ModelAsk,
  signal: AbortSignal,
): AsyncGenerator<ModelPart> {
  // Loaded with the first question to a model: most servers ask none.
  const [{ jsonSchema, Output, streamText }, { createOpenAICompatible }] = await Promise.all([
    import('ai'),
    import('@ai-sdk/openai-compatible'),
  ])
  globalThis.AI_SDK_LOG_WARNINGS = false
  const { baseUrl, model, apiKey } = endpoint
  const provider = createOpenAICompatible({
    name: 'team',
    baseURL: baseUrl,
    ...(apiKey !== null && { apiKey }),
    fetch,
    includeUsage: true,
  })
  const watch = watchSilence(signal)
  let spent = 0
  /** What was sent for a step costs, whatever comes of it. */
  const step = { isCounted: false, made: '' }
  const count = (told?: number) => {
    const sent = [ask.instructions, JSON.stringify(ask.messages), JSON.stringify(ask.tools)]
    const asked = estimateTokens(...sent)
    const tokens = told ?? asked + estimateTokens(step.made)
    step.isCounted = true
    spent += tokens
    onTokens(tokens)
  }
  try {
    watch.expect(times.firstToken, 'no-first-token')
    const { stream } = streamText({
      model: provider(model),
      instructions: ask.instructions,
      messages: ask.messages,
      tools: Object.fromEntries(
        Object.entries(ask.tools).map(([name, { description, parameters, run }]) => [
          name,
          {
            description,
            inputSchema: jsonSchema(parameters),
            ...(run && {
              execute: (input: unknown, { abortSignal = watch.signal }) => run(input, abortSignal),
            }),
          },
        ]),
      ),
      ...(ask.isJson === true && { output: Output.json() }),
      maxOutputTokens: ask.tokensPerStep,
      stopWhen: ({ steps }) => steps.length >= ask.stepsMax || spent >= ask.tokensMax,
      // The turn is tried again as a whole.
      maxRetries: 0,
      abortSignal: watch.signal,
      onError: () => undefined,
    })
    const parts = stream[Symbol.asyncIterator]()
    let unseen = 0
    const makes = (text: string) => {
      watch.expect(times.idle, 'went-silent')
      step.made += text
    }
    const makesUnseen = (text: string) => {
      makes(text)
      unseen += text.length
      if (unseen > UNSEEN_LETTERS_MAX) throw new ModelTrouble('too-much')
    }
    for (;;) {
      const next = await Promise.race([parts.next(), watch.ended])
      if (next.done) throw new ModelTrouble('cut-off')
      const part = next.value
      if (part.type === 'text-delta') {
        makes(part.text)
        yield { kind: 'text', text: part.text }
      } else if (part.type === 'reasoning-delta') {
        makesUnseen(part.text)
      } else if (part.type === 'tool-input-delta') {
        makesUnseen(part.delta)
      } else if (part.type === 'tool-call') {
        // Tools have times of their own.
        watch.rest()
        yield { kind: 'call', tool: part.toolName, input: part.input }
      } else if (part.type === 'start-step') {
        step.isCounted = false
        step.made = ''
        watch.expect(times.firstToken, 'no-first-token')
      } else if (part.type === 'finish-step') {
        count(part.usage.totalTokens)
      } else if (part.type === 'error') {
        throw part.error
      } else if (part.type === 'abort') {
        throw new ModelTrouble('cut-off')
      } else if (part.type === 'finish') {
        yield { kind: 'end', isCut: part.finishReason === 'length' }
        return
      }
    }
  } catch (error) {
    signal.throwIfAborted()
    throw troubleOf(watch.trouble ?? error, apiKey, Date.now())
  } finally {
    watch.stop()
    if (!step.isCounted) count()
  }
}

/** Ends a request that says nothing for too long, or that nobody wants any more. */
interface SilenceWatch {
  /** Aborted with the request. */
  signal: AbortSignal
  /** Rejects when it is: whoever does not listen to the signal is not waited for. */
  ended: Promise<never>
  /** Why it was ended by this watch; null while it was not. */
  readonly trouble: ModelTrouble | null
  /** Waits so many ms for the next sign of life. */
  expect(ms: number, kind: 'no-first-token' | 'went-silent'): void
  rest(): void
  stop(): void
}

function watchSilence(wanted: AbortSignal): SilenceWatch {
  const own = new AbortController()
  const signal = AbortSignal.any([wanted, own.signal])
  const { promise: ended, reject } = Promise.withResolvers<never>()
  ended.catch(() => undefined)
  const stop = () => reject(new Error('The answer is no longer wanted.'))
  if (signal.aborted) stop()
  else signal.addEventListener('abort', stop, { once: true })
  let timer: NodeJS.Timeout | undefined
  let trouble: ModelTrouble | null = null
  return {
    signal,
    ended,
    get trouble() {
      return trouble
    },
    expect: (ms, kind) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        trouble = new ModelTrouble(kind, `${Math.round(ms / 1_000)} s`)
        own.abort()
      }, ms)
    },
    rest: () => clearTimeout(timer),
    stop: () => {
      clearTimeout(timer)
      own.abort()
    },
  }
}

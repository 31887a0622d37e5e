import type { OverBudget } from '@baton/protocol/model.ts'
import type { Clock } from '../../../ground/clock.ts'
import type { Endpoint, Fetch, ModelTimes } from '../../../model/endpoint.ts'
import { ModelTrouble } from '../../../model/model-trouble.ts'
import { streamModel, type ModelTool } from '../../../model/stream-model.ts'
import type { Reserved } from '../../../model/token-budget.ts'
import { refusesTools } from '../../../model/trouble-of.ts'
import { handoffCard } from '../../../conversations/handoff/handoff-card.ts'
import type { FindSections } from '../../knowledge/find-sections.ts'
import type { Section } from '../../knowledge/parse-article.ts'
import type { ReplyMaker, ReplyPart } from '../../reply-maker.ts'
import type { Turn } from '../../turn.ts'
import { sourceLine } from '../answer-from.ts'
import { ASK_HUMAN, askHumanTool, readAskHuman } from './ask-human.ts'
import { Marks } from './marks.ts'
import { promptOf, type Prompt } from './model-prompt.ts'
import { whyFailed } from './why-failed.ts'

/** Sections that a model is given. */
const SECTIONS_MAX = 6
/** Letters of the customer's words that sections are looked up by: the last ones. */
const LOOKED_UP_MAX = 1_000
/** Articles that an answer names. */
const NAMED_MAX = 3
/** Requests to the model for one answer: tools may be called in all but the last. */
const STEPS_MAX = 4
/** Put aside for an answer beside what is sent. What it took is counted afterwards. */
const ANSWER_TOKENS = 1_000
/** How long an endpoint that has refused tools is asked without them, in ms. It may be another one by then. */
const TOOLLESS_MS = 600_000

/** What a model's answers are made with. */
export interface ModelMakerDeps {
  endpoint: Endpoint
  fetch: Fetch
  times: ModelTimes
  findSections: FindSections
  tokensPerTurn: number
  /** Puts tokens aside; null when the month has none left. */
  reserve: (tokens: number) => Promise<Reserved | null>
  overBudget: OverBudget
  /** Answers where the budget is used up and the team wants that. */
  embedded: ReplyMaker
  /** Beside `ask_human`. */
  tools: Readonly<Record<string, ModelTool>>
  /** Until when this endpoint is asked without tools, since it has refused them. Kept between answers. */
  toolless: { until: number }
  clock: Clock
}

/** The team's own model as a maker of replies. Whatever it fails at is thrown as `MakerFailed`. */
export function modelMaker(deps: ModelMakerDeps): ReplyMaker {
  return {
    async *reply(turn, signal) {
      const sections = await deps.findSections(lookedUp(turn), SECTIONS_MAX)
      const tokensMax = deps.tokensPerTurn
      const promptFor = (canCall: boolean) => {
        const tools = canCall ? { ...deps.tools, [ASK_HUMAN]: askHumanTool } : {}
        const prompt = promptOf(turn, sections, { tools, tokensMax })
        if (prompt === null) throw whyFailed(new ModelTrouble('too-much'))
        return prompt
      }
      const isToolless = deps.clock() < deps.toolless.until
      const first = promptFor(!isToolless)
      const reserved = await deps.reserve(first.tokens + ANSWER_TOKENS)
      if (reserved === null) {
        yield* withoutBudget(deps, turn, signal)
        return
      }
      let used = 0
      const answer = { turn, sections, onTokens: (tokens: number) => void (used += tokens) }
      try {
        let isBegun = false
        try {
          for await (const part of answerOf(deps, { ...answer, prompt: first }, signal)) {
            isBegun = true
            yield part
          }
        } catch (error) {
          const isRefusal = error instanceof ModelTrouble && refusesTools(error)
          // What was said stands: a second answer would be said after it.
          if (!isRefusal || isToolless || isBegun) throw error
          deps.toolless.until = deps.clock() + TOOLLESS_MS
          yield* answerOf(deps, { ...answer, prompt: promptFor(false) }, signal)
        }
      } catch (error) {
        throw error instanceof ModelTrouble ? whyFailed(error) : error
      } finally {
        await reserved.settle(used)
      }
    },
  }
}

/** One answer under way. */
interface Answer {
  turn: Turn
  sections: readonly Section[]
  prompt: Prompt
  onTokens: (tokens: number) => void
}

async function* answerOf(
  { endpoint, fetch, times, tokensPerTurn }: ModelMakerDeps,
  { turn, sections, prompt, onTokens }: Answer,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart> {
  const marks = new Marks()
  let isSaid = false
  const parts = streamModel(
    { endpoint, fetch, times, onTokens },
    {
      ...prompt,
      tokensPerStep: tokensPerTurn - prompt.tokens,
      tokensMax: tokensPerTurn,
      stepsMax: STEPS_MAX,
    },
    signal,
  )
  for await (const part of parts) {
    if (part.kind === 'text') {
      const text = marks.read(part.text)
      if (text.trim() !== '') isSaid = true
      yield { kind: 'text', text }
    } else if (part.kind === 'call') {
      if (part.tool !== ASK_HUMAN) continue
      const { message, handoff } = readAskHuman(part.input, turn)
      if (!isSaid) yield { kind: 'text', text: message }
      yield { kind: 'handoff', handoff }
      return
    } else {
      const rest = marks.end()
      if (rest.trim() !== '') isSaid = true
      yield { kind: 'text', text: part.isCut ? `${rest}…` : rest }
    }
  }
  const human = marks.found.find(({ kind }) => kind === 'human')
  if (human) {
    const { message, handoff } = readAskHuman({ summary: human.text }, turn)
    if (!isSaid) yield { kind: 'text', text: message }
    yield { kind: 'handoff', handoff }
    return
  }
  if (!isSaid) throw new ModelTrouble('empty')
  const named = articlesNamed(marks, sections)
  if (named.length > 0) yield { kind: 'text', text: `\n\n${sourceLine(named, turn.words)}` }
}

/** The articles that the model says it used, among those that it was given. */
function articlesNamed({ found }: Marks, sections: readonly Section[]): string[] {
  const ids = found.flatMap(({ kind, text }) => (kind === 'sources' ? text.split(/[\s,]+/) : []))
  const articles = sections.filter(({ id }) => ids.includes(id)).map(({ article }) => article)
  return [...new Set(articles)].slice(0, NAMED_MAX)
}

/** The month's tokens are used up. */
async function* withoutBudget(
  { overBudget, embedded }: ModelMakerDeps,
  turn: Turn,
  signal: AbortSignal,
): AsyncGenerator<ReplyPart> {
  if (overBudget === 'embedded') {
    yield* embedded.reply(turn, signal)
    return
  }
  yield { kind: 'text', text: turn.words.overBudget }
  yield { kind: 'handoff', handoff: handoffCard(turn, 'over-budget') }
}

/** What the customer said since somebody last answered, and before that: a follow-up alone names nothing. */
function lookedUp({ messages }: Turn): string {
  const said = messages.filter(({ from }) => from === 'customer').map(({ text }) => text)
  return said.slice(-3).join('\n').slice(-LOOKED_UP_MAX)
}

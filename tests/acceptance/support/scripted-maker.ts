import type { ReplyMaker, ReplyPart } from '../../../server/ai/reply-maker.ts'
import type { Turn } from '../../../server/ai/turn.ts'

/** What a test wants of the AI for one turn: parts, or a function that makes them as it goes. */
export type Script = (turn: Turn, signal: AbortSignal) => AsyncIterable<ReplyPart>

/** A maker of replies that says what the test tells it to, and remembers what it was asked. */
export interface ScriptedMaker extends ReplyMaker {
  turns: Turn[]
  /** How many replies were aborted while they were being made. */
  aborted: number
  script: Script
}

export function scriptedMaker(): ScriptedMaker {
  const maker: ScriptedMaker = {
    turns: [],
    aborted: 0,
    script: says('I can help', ' with that.'),
    reply: (turn, signal) => {
      maker.turns.push(turn)
      signal.addEventListener('abort', () => (maker.aborted += 1), { once: true })
      return maker.script(turn, signal)
    },
  }
  return maker
}

/** Answers with these pieces of text. */
export function says(...pieces: string[]): Script {
  return async function* () {
    for (const text of pieces) yield await Promise.resolve({ kind: 'text', text } as const)
  }
}

/** Says something, then nothing until it is stopped. */
export function saysAndHangs(text: string): Script {
  return async function* (_turn, signal) {
    yield { kind: 'text', text } as const
    await new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    yield { kind: 'text', text: ' and something that nobody may read' } as const
  }
}

/** Says something and asks for a human. */
export function handsOff(text: string): Script {
  return async function* () {
    yield await Promise.resolve({ kind: 'text', text } as const)
    yield {
      kind: 'handoff',
      handoff: { reason: 'unsure', summary: 'A refund for a cup.', tried: ['Told the rules.'] },
    } as const
  }
}

/** Fails. */
export function fails(error = new Error('The model is out of reach.')): Script {
  return async function* () {
    yield await Promise.reject(error)
  }
}

import type { Answer, Failure } from '@baton/protocol/errors.ts'
import { outcomeOf } from '@baton/protocol/errors.ts'

/** What came of a call. `unknown`: it may or may not have been done, and only the server can tell. */
export type Outcome<R> =
  { status: 'ok'; value: R } | { status: 'fail'; error: Failure } | { status: 'unknown' }

/** One call of one client. Times count what happened in the whole run: 1, 2, 3 … */
export interface Call<B = unknown, R = unknown> {
  who: string
  event: string
  body: B
  invoked: number
  /** Infinity while there is no answer: it may be done at any time after. */
  returned: number
  outcome: Outcome<R>
}

/** Every call and answer of every client of a run, in one order. */
export class History {
  readonly calls: Call[] = []
  #clock = 0

  /** The next moment, later than every one before. */
  tick(): number {
    this.#clock += 1
    return this.#clock
  }

  /** Makes a call and records what came of it. Never throws: no answer is an outcome too. */
  async record<B, R>(
    who: string,
    event: string,
    body: B,
    ask: (body: B) => Promise<Answer<R>>,
  ): Promise<Call<B, R>> {
    const call: Call<B, R> = {
      ...{ who, event, body, invoked: this.tick(), returned: Infinity },
      outcome: { status: 'unknown' },
    }
    this.calls.push(call)
    const answer = await ask(body).catch(() => null)
    if (answer === null) return call
    call.outcome = outcomeFrom(answer)
    if (call.outcome.status !== 'unknown') call.returned = this.tick()
    return call
  }
}

/** A server that says "not now" may have done it all the same: a commit may be lost on its way back to it. */
function outcomeFrom<R>(answer: Answer<R>): Outcome<R> {
  if (answer.ok) return { status: 'ok', value: answer.data }
  const { error } = answer
  const doubtful = outcomeOf(error.code) === 'retry' && error.code !== 'rate-limited'
  return doubtful ? { status: 'unknown' } : { status: 'fail', error }
}

/** Throws with the sentences when there are any; a test ends with it. */
export function expectSound(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(`The history is wrong:\n${problems.join('\n')}`)
}

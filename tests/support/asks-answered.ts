import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import type { Background } from '../../composables/background.ts'
import type { AskBody, AskData, PanelAsk } from '../../messaging/requests.ts'

export type Answers = {
  [A in PanelAsk]: (body: AskBody<A>) => Promise<Answer<AskData<A>, AskFailure>>
}

/** A background's `ask` that answers so; what is not among `answers` gets no answer. */
export function asksAnswered(answers: Partial<Answers>): Background['ask'] {
  return <A extends PanelAsk>(
    what: A,
    body: AskBody<A>,
  ): Promise<Answer<AskData<A>, AskFailure>> => {
    const answer: Partial<Answers>[A] = answers[what]
    return answer ? answer(body) : Promise.resolve({ ok: false, error: { code: 'no-answer' } })
  }
}

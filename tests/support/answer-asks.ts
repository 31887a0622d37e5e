import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { vi } from 'vitest'
import type { AskBody, AskData, PanelAsk } from '../../messaging/requests.ts'
import { world } from './panel-world.ts'

type Answers = {
  [A in PanelAsk]: (body: AskBody<A>) => Promise<Answer<AskData<A>, AskFailure>>
}

/** Answers what a panel asks of its background; what is not among `answers` gets no answer. */
export function answerAsks(answers: Partial<Answers>): void {
  const ask = <A extends PanelAsk>(
    what: A,
    body: AskBody<A>,
  ): Promise<Answer<AskData<A>, AskFailure>> => {
    const answer: Partial<Answers>[A] = answers[what]
    return answer ? answer(body) : Promise.resolve({ ok: false, error: { code: 'no-answer' } })
  }
  vi.spyOn(world.background, 'ask').mockImplementation(ask)
}

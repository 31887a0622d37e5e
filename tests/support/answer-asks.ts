import { vi } from 'vitest'
import { asksAnswered, type Answers } from './asks-answered.ts'
import { world } from './panel-world.ts'

/** Answers what a panel asks of its background; what is not among `answers` gets no answer. */
export function answerAsks(answers: Partial<Answers>): void {
  vi.spyOn(world.background, 'ask').mockImplementation(asksAnswered(answers))
}

// @vitest-environment node
import { expect, test, vi } from 'vitest'
import type { ReplyMaker, ReplyPart } from '../reply-maker.ts'
import { aiWordsFor } from '../../conversations/handoff/ai-words.ts'
import type { Turn } from '../turn.ts'
import { answerTurn } from './answer-turn.ts'

const turn: Turn = {
  teamId: 't',
  conversationId: 'c',
  customerName: 'Ayu',
  language: null,
  context: {},
  words: aiWordsFor({}, null),
  messages: [],
  note: null,
}
const handoff = { reason: 'unsure', summary: '', tried: [] } as const

function maker(reply: () => AsyncGenerator<ReplyPart>): ReplyMaker {
  return { reply }
}

async function* parts(...given: ReplyPart[]): AsyncGenerator<ReplyPart> {
  for (const part of given) yield await Promise.resolve(part)
}

test('pieces are put together and told as they come', async () => {
  const onText = vi.fn()
  const made = maker(() => parts({ kind: 'text', text: 'Hel' }, { kind: 'text', text: 'lo' }))
  const said = await answerTurn(made, turn, new AbortController().signal, onText)
  expect(said).toEqual({ text: 'Hello', handoff: null })
  expect(onText.mock.calls).toEqual([['Hel'], ['Hello']])
})

test('nothing is read after a handoff', async () => {
  const made = maker(() =>
    parts({ kind: 'handoff', handoff: { ...handoff, tried: [] } }, { kind: 'text', text: 'late' }),
  )
  const said = await answerTurn(made, turn, new AbortController().signal, vi.fn())
  expect(said).toMatchObject({ text: '', handoff: { reason: 'unsure' } })
})

test('a card is cut to what every client takes', async () => {
  const long = 'x'.repeat(10_000)
  const card = {
    summary: long,
    tried: Array.from({ length: 50 }, () => long),
    openQuestion: long,
    reasonText: long,
  }
  const whole = { ...handoff, ...card, language: long, suggestedReply: long }
  const said = await answerTurn(
    maker(() => parts({ kind: 'handoff', handoff: whole })),
    turn,
    new AbortController().signal,
    vi.fn(),
  )
  const { summary, tried, reasonText, openQuestion, language, suggestedReply } = { ...said.handoff }
  expect(
    [summary, reasonText, openQuestion, language, suggestedReply].map((text) => text?.length),
  ).toEqual([1_000, 500, 500, 35, 4_000])
  expect(tried?.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 500))
})

test('an empty reply is a failure', async () => {
  const made = maker(() => parts({ kind: 'text', text: '  ' }))
  const reply = answerTurn(made, turn, new AbortController().signal, vi.fn())
  await expect(reply).rejects.toThrow('empty')
})

test('a maker that does not listen to the signal is not waited for', async () => {
  const abort = new AbortController()
  const made = maker(async function* () {
    yield { kind: 'text', text: 'Let me' }
    await new Promise(() => undefined)
  })
  const reply = answerTurn(made, turn, abort.signal, () => abort.abort())
  await expect(reply).rejects.toThrow('no longer wanted')
})

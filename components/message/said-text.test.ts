// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { noticeEvent, type Author } from '@baton/protocol/message.ts'
import { aMessage } from '../../tests/support/rows.ts'
import { speak } from '../../composables/words/i18n.ts'
import { saidText } from './said-text.ts'

afterEach(() => speak('en'))

const notice = (author: Omit<Extract<Author, { kind: 'system' }>, 'kind'>, text = 'As stored') =>
  saidText(aMessage({ author: { kind: 'system', ...author }, text }))
const nudged = { event: 'nudged', about: { name: 'Rina', by: 'Budi' } } as const

test('a notice speaks the language of the panel, and the other one once that is chosen', async () => {
  expect(notice(nudged)).toBe('Budi nudged Rina')
  const taken = { event: 'taken-over', about: { name: 'Rina' } } as const
  expect(notice(taken)).toBe('Human agent (Rina) has taken over this conversation')
  await speak('id')
  expect(notice(nudged)).toBe('Budi mencolek Rina')
  expect(notice(taken)).toBe('Agen manusia (Rina) telah mengambil alih percakapan ini')
})

test.each(noticeEvent.options)('what is told of "%s" has no hole left', (event) => {
  expect(notice({ event, about: { name: 'Rina', by: 'Budi' } })).not.toMatch(/[{}]|As stored/)
})

test('what the team has words of its own for says those, and so does a notice of before', () => {
  expect(notice({ event: 'taken-over' }, 'Rina is here!')).toBe('Rina is here!')
})

test('what somebody said is what they said', () => {
  expect(saidText(aMessage({ text: 'Hello' }))).toBe('Hello')
})

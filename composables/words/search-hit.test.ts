// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest'
import { aConversation, aMessage, RINA } from '../../db/testing/builders.ts'
import { speak } from './i18n.ts'
import { searchHit } from './search-hit.ts'

afterEach(() => speak('en'))

const mine = aMessage(4, {
  author: { kind: 'agent', id: RINA.id, name: RINA.name },
  text: 'Your **refund** is on its way',
})
const conversation = aConversation(1)

test('the line that was found says who wrote it in the language of the panel, and shows no Markdown', async () => {
  const line = () =>
    searchHit({ conversation }, ['refund'], mine, RINA.id).line?.map(({ text, marked }) =>
      marked ? `[${text}]` : text,
    )
  expect(line()?.join('')).toBe('You: Your [refund] is on its way')
  await speak('id')
  expect(line()?.join('')).toBe('Anda: Your [refund] is on its way')
})

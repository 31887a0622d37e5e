import { expect, test } from 'vitest'
import { linkedPlace, messageLink } from './message-link.ts'

const ID = '0199f0aa-0000-7000-8000-000000000001'

test('a link leads where it was made for', () => {
  const link = messageLink('https://baton.example', { conversationId: ID, seq: 42 })
  expect(link).toBe(`https://baton.example/c/${ID}#42`)
  expect(linkedPlace(` ${link}\n`)).toEqual({
    origin: 'https://baton.example',
    conversationId: ID,
    seq: 42,
  })
  expect(
    linkedPlace(messageLink('http://127.0.0.1:8080', { conversationId: ID, seq: 0 }))?.seq,
  ).toBe(0)
})

test.each([
  'refund',
  'https://baton.example/c/',
  'https://baton.example/c/not-an-id#1',
  `https://baton.example/c/${ID}/more#1`,
  `javascript:alert(1)//c/${ID}`,
  `/c/${ID}#1`,
])('%s is no link to a message', (text) => {
  expect(linkedPlace(text)).toBeNull()
})

import { expect, test } from 'vitest'
import { spaceBetween } from './space-between.ts'

test.each([
  ['Before after', 'I have'],
  ['Order 77', '[amount] was sent.'],
  ['Hello.', 'We'],
  ['Note:', '3 days'],
  ['(see above)', 'Your refund'],
  ['“Yes”', 'Dear'],
  ['100%', '€5'],
  ['Thanks 👍🏽', 'Bye'],
  ['نعم؟', 'مرحبا'],
  ['नमस्ते', 'आप'],
  ['안녕', '하세요'],
  ['e\u0301', '«Bonjour»'],
])('between %j and %j stands a space', (before, text) => {
  expect(spaceBetween(before, text)).toBe(' ')
})

test.each([
  ['', 'I have'],
  ['Before ', 'I have'],
  ['A line\n', 'I have'],
  ['A line\u00a0', 'I have'],
  ['Before', ', and more'],
  ['Before', ' with its own'],
  ['Before', '\nNext line'],
  ['Before', '!'],
  ['(', 'I have'],
  ['“', 'I have'],
  ['He said "', 'I have'],
  ["l'", 'article'],
  ['https://', 'example'],
  ['re-', 'sent'],
  ['#', 'tag'],
  ['$', '5'],
  ['你好', '我们'],
  ['你好。', '我们'],
  ['Hello', '我们'],
  ['สวัสดี', 'ครับ'],
  ['はい！', 'です'],
  ['ไม่', 'I have'],
  ['Before', ''],
])('between %j and %j stands nothing', (before, text) => {
  expect(spaceBetween(before, text)).toBe('')
})

import { expect, test } from 'vitest'
import { stillStands } from './written-with.ts'

const PUT_IN = 'Your refund of {{?amount}} was sent today. Your bank books it within 5 days.'

test.each([
  ['as it was put in', PUT_IN, true],
  ['filled in', PUT_IN.replace('{{?amount}}', 'Rp 40,000'), true],
  ['with more before and after', `Hello Ana. ${PUT_IN} Anything else?`, true],
  ['with a sentence taken out', 'Your refund of 40 was sent today, to your bank.', true],
  ['with hardly a word left', 'Your card was sent.', false],
  ['written anew', 'I will ask a colleague.', false],
  ['with the same word again and again', 'your your your your your your your your', false],
  ['emptied', '', false],
])('of a text %s it is told whether it was written with the template', (_what, text, stands) => {
  expect(stillStands(PUT_IN, text)).toBe(stands)
})

test('a template without words is there as long as it is there', () => {
  expect(stillStands('👋', 'Hello 👋')).toBe(true)
  expect(stillStands('👋', 'Hello')).toBe(false)
})

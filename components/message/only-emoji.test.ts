import { expect, test } from 'vitest'
import { isOnlyEmoji } from './only-emoji.ts'

test.each(['👍', ' 🎉🎉 ', '👨‍👩‍👧‍👦', '🇮🇩', '👍🏽 ❤️'])('%s is nothing but emoji', (text) => {
  expect(isOnlyEmoji(text)).toBe(true)
})

test.each(['', ' ', '1', '#', 'ok 👍', '👍'.repeat(7), '🎉 '.repeat(4_000)])(
  '%j is a text',
  (text) => expect(isOnlyEmoji(text)).toBe(false),
)

import { expect, test } from 'vitest'
import { asMarkdown } from './escape-markdown.ts'
import { lineSaidBy } from './plain-line.ts'

const SAID = '\\\\server\\_Docs\n# 5 in the queue\n1986. a good year\n**two** _three_ | <four>'

test('what a customer wrote is Markdown that reads as they wrote it; what others wrote is Markdown already', () => {
  expect(asMarkdown({ kind: 'customer' }, SAID)).toBe(
    '\\\\\\\\server\\\\\\_Docs\n\\# 5 in the queue\n1986\\. a good year\n\\*\\*two\\*\\* \\_three\\_ \\| \\<four\\>',
  )
  expect(asMarkdown({ kind: 'agent' }, SAID)).toBe(SAID)
})

test('on one line a customer is quoted sign for sign, and others as they are read', () => {
  expect(lineSaidBy({ kind: 'customer' }, '# 5\n  **now**')).toBe('# 5 **now**')
  expect(lineSaidBy({ kind: 'ai' }, '# 5\n  **now**')).toBe('5 now')
})

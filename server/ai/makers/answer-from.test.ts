// @vitest-environment node
import { aiWords } from '@baton/protocol/team-settings.ts'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { fc } from '../../../tests/support/property.ts'
import { articleOf } from '../../conversations/handoff/article-of.ts'
import { answerFrom } from './answer-from.ts'

const section = {
  id: 'refunds',
  article: 'Refunds “at once”',
  tags: '',
  heading: 'How long',
  also: '',
  text: 'It takes *five* days.',
}
const { source: schema } = aiWords.entries

test('whatever a team’s sentence is, the article of an answer is read from it again', () => {
  const piece = fc
    .array(fc.constantFrom('a', ' ', '(', '"', '«', '*', '“', '”', '\n', '\r', '\u2028'), {
      maxLength: 8,
    })
    .map((letters) => letters.join(''))
  fc.assert(
    fc.property(piece, piece, (before, after) => {
      const read = v.safeParse(schema, `${before}{article}${after}`)
      fc.pre(read.success)
      expect(articleOf(answerFrom(section, { source: read.output }))).toBe(section.article)
    }),
  )
})

test.each([
  'From *our* {article}',
  'From\n{article}',
  '“Help”: {article}',
  'From {article} or {article}',
  'From our help',
])('a sentence that would hide the article is refused: %s', (source) => {
  expect(v.is(schema, source)).toBe(false)
})

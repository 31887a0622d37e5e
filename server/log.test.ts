// @vitest-environment node
import { expect, test } from 'vitest'
import { safeError } from './log.ts'

test('an error is logged without the rows and inputs that it carries', () => {
  const cause = Object.assign(new Error('duplicate key value violates unique constraint "x"'), {
    code: '23505',
    detail: 'Key (email)=(ana@example.com) already exists.',
    where: 'ana',
    issues: [{ input: 'secret' }],
    parameters: ['secret'],
  })
  const said = JSON.stringify(safeError(new Error('it failed', { cause })))
  expect(said).toContain('23505')
  expect(said).toContain('duplicate key')
  expect(said).not.toMatch(/ana@example|secret/)
})

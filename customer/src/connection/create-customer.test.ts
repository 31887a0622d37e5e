import { expect, test } from 'vitest'
import { createCustomerAt } from './create-customer.ts'

const ID = '0190b5b0-0000-7000-8000-000000000001'

function answering(answer: () => Response) {
  const asked: { url: unknown; body: unknown }[] = []
  const create = createCustomerAt('https://baton.example', (url, init) => {
    asked.push({ url, body: init?.body })
    return Promise.resolve().then(answer)
  })
  return { asked, create }
}

test('a customer is made for the team', async () => {
  const { asked, create } = answering(() =>
    Response.json({ id: ID, name: 'Customer 1', token: 'secret' }),
  )
  expect(await create('nusa', 'secret')).toEqual({ kind: 'created', token: 'secret' })
  expect(asked).toEqual([
    { url: 'https://baton.example/api/customers', body: '{"team":"nusa","token":"secret"}' },
  ])
})

test.each([
  ['a team that is not there', () => new Response('{}', { status: 404 }), 'no-team'],
  ['a team that cannot be', () => new Response('{}', { status: 400 }), 'no-team'],
  ['a server at its limit', () => new Response('{}', { status: 429 }), 'unreachable'],
  ['something that is no Baton server', () => new Response('<html>'), 'unreachable'],
  ['no connection', () => Response.error(), 'unreachable'],
])('%s is told apart', async (_what, answer, kind) => {
  expect(await answering(answer).create('nusa', 'secret')).toEqual({ kind })
})

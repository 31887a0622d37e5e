import { expect, test } from 'vitest'
import { identifyCustomerAt } from './identify-customer.ts'

const answering = (answer: () => Response) =>
  identifyCustomerAt('https://baton.example', () => Promise.resolve().then(answer))

const refusing = (code: string, status: number) => () => Response.json({ code }, { status })

test.each([
  ['a customer who is known', () => Response.json({ name: 'Ana' }), 'identified'],
  ["another person's token", refusing('signed-out', 401), 'another'],
  ['a word past its time', refusing('identity-expired', 401), 'expired'],
  ["a word that is not the site's", refusing('forbidden', 403), 'refused'],
  ['a word too long to be one', refusing('invalid', 400), 'refused'],
  ['a server at its limit', refusing('rate-limited', 429), 'unreachable'],
  ['something that is no Baton server', () => new Response('<html>'), 'unreachable'],
  ['no connection', () => Response.error(), 'unreachable'],
])('%s is told apart', async (_what, answer, result) => {
  expect(await answering(answer)('token', 'word')).toBe(result)
})

import { expect, test } from 'vitest'
import { identifyCustomerAt } from './identify-customer.ts'

const answering = (answer: () => Response) =>
  identifyCustomerAt('https://baton.example', () => Promise.resolve().then(answer))

const refusing = (code: string, status: number) => () => Response.json({ code }, { status })

test.each([
  ['a customer who is known', () => Response.json({ name: 'Ana', carried: true }), 'identified'],
  [
    'one who goes on without what was here',
    () => Response.json({ name: 'Ana', carried: false }),
    'begun',
  ],
  ["another person's token", refusing('signed-out', 401), 'another'],
  ['a word past its time', refusing('identity-expired', 401), 'expired'],
  ["a word that is not the site's", refusing('forbidden', 403), { refused: null }],
  ['a word too long to be one', refusing('invalid', 400), { refused: 'malformed' }],
  [
    'a word whose fault is told',
    () => Response.json({ code: 'forbidden', identity: 'not-yet' }, { status: 403 }),
    { refused: 'not-yet' },
  ],
  [
    'a word whose fault only a newer server knows',
    () => Response.json({ code: 'forbidden', identity: 'cursed' }, { status: 403 }),
    { refused: null },
  ],
  ['a server at its limit', refusing('rate-limited', 429), 'unreachable'],
  ['something that is no Baton server', () => new Response('<html>'), 'unreachable'],
  ['no connection', () => Response.error(), 'unreachable'],
])('%s is told apart', async (_what, answer, result) => {
  expect(await answering(answer)('token', 'word')).toEqual(result)
})

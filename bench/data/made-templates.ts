import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { testId } from '../../db/testing/builders.ts'
import { diceOf } from '../../tests/support/dice.ts'
import questions from './questions.json' with { type: 'json' }

const TOPICS = ['refund', 'card', 'delivery', 'order', 'invoice', 'account', 'voucher', 'return']
const FOLDERS = ['billing/refunds', 'orders', 'orders/delivery', 'products', 'everyday']
const ENDINGS = ['sent', 'late', 'status', 'how', 'where', 'why', 'sorry', 'thanks', 'new', 'lost']

/**
 * Made-up templates of a team, the same for the same seed, in words of real questions: one or several sentences with
 * variables and fields, about 250 characters each.
 */
export function makeTemplates(seed: number, count: number): Template[] {
  const dice = diceOf(seed)
  const one = (from: readonly string[]) => from[dice.between(0, from.length - 1)] ?? ''
  return Array.from({ length: count }, (_, n) => {
    const title = one(questions)
    const sentences = Array.from({ length: dice.between(2, 5) }, () => one(questions))
    return {
      ...{ id: testId('template', 1_000 + n), ownerId: null, version: 1 },
      ...{ updatedAt: n, updatedBy: null, attachments: [], actions: NOTHING_ALONGSIDE },
      shortcut: `${one(TOPICS)}-${one(ENDINGS)}-${n}`,
      title: title.slice(0, 120),
      body: `Hello {{customer.first_name|there}}. ${sentences.join(' ')} {{?number ${n % 7}}}`,
      tags: [one(FOLDERS)],
      language: n % 5 === 0 ? 'id' : 'en',
    }
  })
}

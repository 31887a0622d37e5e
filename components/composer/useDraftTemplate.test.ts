import { NOTHING_ALONGSIDE, type Alongside } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { expect, test } from 'vitest'
import { computed, ref, shallowRef } from 'vue'
import { aTemplate } from '../../tests/support/rows.ts'
import { useDraftTemplate } from './useDraftTemplate.ts'

const VALUES = {
  ...{ customer: { name: 'Ana Putri', email: null }, agent: { name: 'Rina' } },
  ...{ team: { name: 'Nusa Goods' }, conversation: { id: 'c1' }, context: {} },
  ...{ today: new Date(2026, 10, 23), formatDate: () => 'today' },
}
const refund: Template = {
  ...aTemplate('refund', 'Your refund of {{?amount}} was sent to your bank.'),
  actions: {
    tags: ['refund'],
    note: 'Sent {{?amount}} to {{customer.first_name}}.',
    then: 'resolve',
  },
}
const WRITTEN = 'Your refund of 400 was sent to your bank.'

/** A message box as its parts see it, its draft kept in memory. */
function aBox(templates: Template[] = [refund], noteOnly = false) {
  const text = ref('')
  const all = shallowRef<Template[] | undefined>(templates)
  const kept = shallowRef<{ writtenWith: string | null; alongside: Alongside | null }>({
    ...{ writtenWith: null, alongside: null },
  })
  const box = useDraftTemplate(
    {
      text: computed({ get: () => text.value, set: (now) => (text.value = now) }),
      template: computed(() => kept.value),
      noteTemplate: (now) => Promise.resolve(void (kept.value = now)),
    },
    { noteOnly: () => noteOnly, all, valuesFor: () => VALUES, attach: () => Promise.resolve() },
  )
  return { ...box, text, all, kept }
}
const AMOUNT = new Map([['amount', '400']])

test('what a template does is shown with its note filled, and goes out with the text', async () => {
  const box = aBox()
  await box.inserted(refund)
  box.text.value = WRITTEN
  const note = 'Sent [\u2063amount] to Ana.'
  expect(box.alongside.value).toEqual({ ...refund.actions, note })
  expect(box.whatToSend(AMOUNT)).toEqual({
    writtenWith: refund.id,
    alongside: { ...refund.actions, note: 'Sent 400 to Ana.' },
  })
})

test('in a note on what somebody else holds it leaves the conversation where it is', async () => {
  const box = aBox([refund], true)
  await box.inserted(refund)
  box.text.value = WRITTEN
  expect(box.whatToSend(AMOUNT)).toEqual({
    writtenWith: refund.id,
    alongside: { ...refund.actions, then: 'stay', note: 'Sent 400 to Ana.' },
  })
})

test('a note with nothing for one of its fields keeps the message back, and says which', async () => {
  const box = aBox()
  await box.inserted(refund)
  box.text.value = WRITTEN
  expect(box.whatToSend(new Map())).toEqual({ unfilled: 'amount' })
})

test('with hardly a word of the template left, nothing of it goes out', async () => {
  const box = aBox()
  await box.inserted(refund)
  box.text.value = 'I will ask a colleague.'
  expect(box.alongside.value).toBeNull()
  expect(box.whatToSend(AMOUNT)).toEqual({})
})

test('what is left out is left out, and the template is counted all the same', async () => {
  const box = aBox()
  await box.inserted(refund)
  box.text.value = WRITTEN
  await box.change({ ...NOTHING_ALONGSIDE, tags: ['refund'] })
  expect(box.whatToSend(AMOUNT)).toEqual({
    writtenWith: refund.id,
    alongside: { ...NOTHING_ALONGSIDE, tags: ['refund'] },
  })
  await box.change(NOTHING_ALONGSIDE)
  expect(box.whatToSend(AMOUNT)).toEqual({ writtenWith: refund.id })
})

test('a second template adds its actions to those of the first', async () => {
  const vip = { ...aTemplate('vip', WRITTEN), actions: { ...NOTHING_ALONGSIDE, tags: ['vip'] } }
  const box = aBox([refund, vip])
  await box.inserted(refund)
  box.text.value = WRITTEN
  await box.inserted(vip)
  expect(box.alongside.value?.tags).toEqual(['refund', 'vip'])
  expect(box.alongside.value?.then).toBe('resolve')
})

test('a template that a colleague deletes meanwhile takes neither text nor actions away', async () => {
  const box = aBox()
  await box.inserted(refund)
  box.text.value = WRITTEN
  box.all.value = []
  expect(box.text.value).toBe(WRITTEN)
  expect(box.whatToSend(AMOUNT)).toEqual({
    writtenWith: refund.id,
    alongside: { ...refund.actions, note: 'Sent 400 to Ana.' },
  })
})

test('the choices of its fields are those of the template', async () => {
  const plan = aTemplate('plan', 'The {{?plan:Basic,Pro}} plan. {{?plan}}?')
  const box = aBox([plan])
  expect(box.choices.value).toEqual(new Map())
  await box.inserted(plan)
  expect(box.choices.value).toEqual(new Map([['plan', ['Basic', 'Pro']]]))
})

test('a text with two templates, the later one noted, has the choices of both', () => {
  const plan = aTemplate('plan', 'You are on the {{?plan:Basic,Pro}} plan.')
  const size = aTemplate('size', 'We sent you size {{?size:S,M}}.')
  const other = aTemplate('other', 'Every colour {{?plan:Red,Blue}} is sold out until spring.')
  const box = aBox([other, plan, size])
  box.text.value =
    'You are on the [\u2063plan] plan. We sent you size [\u2063size]. Paid: [\u2063amount].'
  box.kept.value = { writtenWith: size.id, alongside: null }
  expect(box.choices.value).toEqual(
    new Map([
      ['size', ['S', 'M']],
      ['plan', ['Basic', 'Pro']],
    ]),
  )
})

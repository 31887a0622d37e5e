// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import AlongStrip from './AlongStrip.vue'

const alongside = { tags: ['refund'], note: 'Old card blocked', then: 'resolve' as const }
const strip = () => mount(AlongStrip, { props: { alongside }, attachTo: document.body })

async function editing() {
  const shown = strip()
  await shown.get('[data-test=along-note]').trigger('click')
  const field = shown.get('textarea')
  expect(field.element.value).toBe('Old card blocked')
  expect(document.activeElement).toBe(field.element)
  return { shown, field }
}

test('the note is edited where it stands: Enter keeps it, and the rest stays', async () => {
  const { shown, field } = await editing()
  await field.setValue('Old card blocked at 9:40 ')
  await field.trigger('keydown', { key: 'Enter' })
  const note = 'Old card blocked at 9:40'
  expect(shown.emitted('change')).toEqual([[{ ...alongside, note }]])
  expect(document.activeElement).toBe(shown.get('[data-test=along-note]').element)
  shown.unmount()
})

test('Esc leaves the note as it was', async () => {
  const { shown, field } = await editing()
  await field.setValue('Something else')
  await field.trigger('keydown', { key: 'Escape' })
  expect(shown.emitted('change')).toBeUndefined()
  expect(shown.find('textarea').exists()).toBe(false)
  shown.unmount()
})

test('who goes on in the message box has the note kept', async () => {
  const { shown, field } = await editing()
  await field.setValue('New card ordered')
  await field.trigger('blur')
  expect(shown.emitted('change')).toEqual([[{ ...alongside, note: 'New card ordered' }]])
  shown.unmount()
})

test('each part can be left out', async () => {
  const shown = strip()
  for (const button of shown.findAll('[aria-label^="Leave out"]')) await button.trigger('click')
  expect(shown.emitted('change')).toEqual([
    [{ ...alongside, tags: [] }],
    [{ ...alongside, note: '' }],
    [{ ...alongside, then: 'stay' }],
  ])
  shown.unmount()
})

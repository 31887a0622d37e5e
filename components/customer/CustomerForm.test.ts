// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import CustomerForm from './CustomerForm.vue'

function form(name: string) {
  const view = mount(CustomerForm, {
    props: {
      fields: { name, email: null, note: '' },
      guest: 'Guest Otter',
      ...{ conflict: null, error: '', online: true },
    },
  })
  return {
    name: view.get('input'),
    note: view.get('textarea'),
    submit: () => view.get('form').trigger('submit'),
    saved: () => view.emitted('save')?.at(-1)?.[0],
    left: () => view.emitted('cancel') !== undefined,
  }
}

test('the name of a guest is empty, and a guest may stay one', async () => {
  const guest = form('')
  expect(guest.name.element.value).toBe('')
  expect(guest.name.attributes('placeholder')).toBe('Guest Otter')
  await guest.note.setValue('Called twice')
  await guest.submit()
  expect(guest.saved()).toEqual({ name: '', email: null, note: 'Called twice' })
})

test('a guest can be given a name', async () => {
  const guest = form('')
  await guest.name.setValue('Ana Putri')
  await guest.submit()
  expect(guest.saved()).toMatchObject({ name: 'Ana Putri' })
})

test('a name that is known is not given up by mistake', async () => {
  const ana = form('Ana Putri')
  await ana.name.setValue('  ')
  await ana.submit()
  expect(ana.saved()).toBeUndefined()
  expect(ana.name.attributes('aria-invalid')).toBe('true')
})

test('Escape leaves the form, unless it takes back what an input method composes', async () => {
  const guest = form('')
  await guest.note.trigger('keydown', { key: 'Escape', isComposing: true })
  expect(guest.left()).toBe(false)
  await guest.note.trigger('keydown', { key: 'Escape' })
  expect(guest.left()).toBe(true)
})

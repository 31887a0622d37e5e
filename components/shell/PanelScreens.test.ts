// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { usePlace } from '../../stores/place.ts'
import { anAccount } from '../../tests/support/rows.ts'
import { BROWSER_OFFERS } from '../settings/browser-offers.ts'
import { someOffers } from '../../tests/support/offers.ts'
import PanelScreens from './PanelScreens.vue'

const dialogs = () => [...document.querySelectorAll('[role=dialog]')].map(({ id }) => id)
let unmount: () => void
beforeEach(() => {
  const pinia = createPinia()
  setActivePinia(pinia)
  const mounted = mount(PanelScreens, {
    props: { account: anAccount() },
    global: { plugins: [pinia], provide: { [BROWSER_OFFERS]: someOffers() } },
    attachTo: document.body,
  })
  unmount = () => mounted.unmount()
})
afterEach(() => unmount())

test('a screen is drawn while its view is open, and the one below it comes to the fore again', async () => {
  const place = usePlace()
  place.show({ kind: 'settings', section: '' })
  await expect.poll(dialogs).toHaveLength(1)
  place.show({ kind: 'key-sheet' })
  await expect.poll(dialogs).toHaveLength(2)
  expect(place.view).toEqual({ kind: 'key-sheet' })
  place.hide('key-sheet')
  await expect.poll(dialogs).toHaveLength(1)
  expect(place.view).toEqual({ kind: 'settings', section: '' })
  place.leave()
  await expect.poll(dialogs).toHaveLength(0)
  expect(place.view).toEqual({ kind: 'inbox' })
})

test('the palette and the sheet of keys do not outlive the panel, the settings do', () => {
  const place = usePlace()
  place.show({ kind: 'settings', section: '' })
  place.show({ kind: 'palette' })
  place.show({ kind: 'key-sheet' })
  unmount()
  expect(place.views).toEqual([{ kind: 'settings', section: '' }])
  unmount = () => undefined
})

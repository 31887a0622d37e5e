// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { BROWSER_OFFERS } from '../browser-offers.ts'
import '../../../tests/support/panel-world.ts'
import { someOffers } from '../../../tests/support/offers.ts'
import type { BrowserOffers } from '../../../preferences/browser-offers.ts'
import { usePreferences } from '../../../stores/preferences.ts'
import NotificationsSection from './NotificationsSection.vue'

beforeEach(async () => {
  setActivePinia(createPinia())
  let stored: unknown
  await usePreferences().keepIn({
    load: () => Promise.resolve(stored),
    save: (preferences) => Promise.resolve(void (stored = preferences)),
    onChange: () => undefined,
  })
})

async function show(over: Partial<BrowserOffers> = {}) {
  const screen = mount(NotificationsSection, {
    global: { provide: { [BROWSER_OFFERS]: someOffers(over) } },
    attachTo: document.body,
  })
  await flushPromises()
  const box = (label: string) => {
    const found = screen.findAll('label').find((one) => one.text() === label)
    return screen.get(`[id="${found?.attributes('for') ?? ''}"]`)
  }
  return { screen, box, chosen: () => usePreferences().now }
}

test('each kind of event has a switch for its notification and one for its sound', async () => {
  const { screen, chosen } = await show()
  const boxes = screen.findAll('tbody input')
  expect(boxes).toHaveLength(8)
  await boxes[0]?.setValue(false)
  await boxes[7]?.setValue(false)
  expect(chosen().alerts.notify).toEqual({
    waiting: false,
    transfer: true,
    nudge: true,
    reply: true,
  })
  expect(chosen().alerts.sound).toEqual({
    waiting: true,
    transfer: true,
    nudge: true,
    reply: false,
  })
})

test('blocked notifications are said, with what to do', async () => {
  const { screen } = await show({ notificationsAllowed: () => Promise.resolve(false) })
  expect(screen.get('[data-test=blocked]').text()).toContain('Allow them')
})

test('quiet hours are set by times and days', async () => {
  const { screen, box, chosen } = await show()
  expect(screen.find('#quiet-from').exists()).toBe(false)
  await box('Quiet hours').setValue(true)
  await screen.get('#quiet-from').setValue('21:30')
  await screen.get('#quiet-to').setValue('')
  await screen.get('button[title=Sunday]').trigger('click')
  expect(chosen().alerts.quiet).toEqual({
    ...{ on: true, from: 21 * 60 + 30, to: 7 * 60 },
    days: [1, 2, 3, 4, 5, 6],
  })
})

test('going Away by itself asks the browser first, and stays off if that refuses', async () => {
  const allowIdle = vi.fn(() => Promise.resolve(false))
  const { screen, box, chosen } = await show({ allowIdle })
  await box('Go Away when nobody is at this machine').setValue(true)
  await flushPromises()
  expect(allowIdle).toHaveBeenCalledOnce()
  expect(chosen().awayAfter).toBe(null)
  expect(screen.get('[role=alert]').text()).toContain('stays off')
  expect(box('Go Away when nobody is at this machine').element).toHaveProperty('checked', false)
  allowIdle.mockResolvedValue(true)
  await box('Go Away when nobody is at this machine').setValue(true)
  await flushPromises()
  expect(chosen().awayAfter).toBe(5)
  await screen.get('#away-after').setValue('15')
  expect(chosen().awayAfter).toBe(15)
})

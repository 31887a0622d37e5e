// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { h } from 'vue'
import { formatNumber, speak, t } from './i18n.ts'

afterEach(() => speak('en'))

test('what is on the screen changes its language when another is chosen', async () => {
  const screen = mount(() => h('p', t('list.filterWaiting')))
  expect(screen.text()).toBe('Waiting')
  await speak('id')
  await screen.vm.$nextTick()
  expect(screen.text()).toBe('Menunggu')
  expect(document.documentElement.lang).toBe('id')
})

test('a number is written as the language writes it', async () => {
  expect(formatNumber(12_345)).toBe('12,345')
  await speak('id')
  expect(formatNumber(12_345)).toBe('12.345')
})

test('of two choices in a row the later one holds', async () => {
  await Promise.all([speak('id'), speak('en')])
  expect(t('list.filterWaiting')).toBe('Waiting')
})

test('a key that is in no catalogue is a type error', () => {
  // @ts-expect-error: that this is an error is what is tested
  expect(t('list.filterNobody')).toBe('list.filterNobody')
})

test('the words of what is opened now and then are fetched once, in the language then spoken', async () => {
  // As in a panel that has just been opened: these tests begin with all words.
  vi.resetModules()
  const { speak, speakFully, t } = await import('./i18n.ts')
  expect(t('manager.title')).toBe('manager.title')
  await speakFully()
  expect(t('manager.title')).toBe('Templates')
  await speak('id')
  expect(t('manager.title')).toBe('Templat')
  expect(t('list.filterWaiting')).toBe('Menunggu')
})

import { expect, test } from 'vitest'
import { contextEntries, languageName, localTime, pageLink } from './customer-facts.ts'

test("a language is called as the panel's language calls it", () => {
  expect(languageName('id', 'en')).toBe('Indonesian')
  expect(languageName('id', 'id')).toBe('Indonesia')
  expect(languageName('x', 'en')).toBe('x')
})

test('the time is what the clock shows where the customer is', () => {
  const noon = Date.UTC(2026, 10, 23, 12)
  expect(localTime('Asia/Jakarta', noon, 'en')).toMatch(/Mon.* 7:00 PM \(Jakarta\)/)
  expect(localTime('No/Where', noon, 'en')).toBeNull()
  expect(localTime(null, noon, 'en')).toBeNull()
})

test('a page is a link by its title, and only to the web', () => {
  const url = 'https://shop.example/cart'
  const link = { href: url, address: 'shop.example/cart' }
  expect(pageLink({ url, title: 'Your cart' })).toEqual({ ...link, text: 'Your cart' })
  expect(pageLink({ url, title: '' })).toEqual({ ...link, text: 'shop.example/cart' })
  expect(pageLink({ url: 'javascript:alert(1)', title: 'Your cart' })).toBeNull()
})

test('what the channel told stands in the order of the alphabet', () => {
  expect(contextEntries({ context: { plan: 'Pro', cart: '3 items' } })).toEqual([
    ['cart', '3 items'],
    ['plan', 'Pro'],
  ])
})

import { expect, test } from 'vitest'
import { shownPageAddress } from './shown-page.ts'

test('of a page its origin and path are kept, and nothing else', () => {
  expect(shownPageAddress('https://ana:pw@shop.example/cart?coupon=SECRET#step-2')).toBe(
    'https://shop.example/cart',
  )
})

test('what is no page on the web is no page', () => {
  for (const address of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x', 'cart']) {
    expect(shownPageAddress(address)).toBeNull()
  }
})

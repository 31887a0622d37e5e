// @vitest-environment jsdom
import { expect, test, vi } from 'vitest'
import { titleCount } from './title-count.ts'

test('the title of a page that nobody looks at tells the count, and is the page’s own again', () => {
  const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false)
  document.title = 'Shop'
  const title = titleCount(document)
  title.show(2)
  expect(document.title).toBe('Shop')
  hidden.mockReturnValue(true)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(document.title).toBe('(2) Shop')
  expect(title.plain()).toBe('Shop')
  title.show(3)
  expect(document.title).toBe('(3) Shop')
  // The page has gone on meanwhile.
  document.title = 'Cart'
  title.show(0)
  expect(document.title).toBe('Cart')
  title.show(1)
  hidden.mockReturnValue(false)
  document.dispatchEvent(new Event('visibilitychange'))
  expect(document.title).toBe('Cart')
})

// @vitest-environment jsdom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import PlainText from './PlainText.vue'

const SAID =
  '\\\\server\\share\n\n# 5 in the queue\n1986. a good year\n    four spaces **so** <b>x</b> https://x.example/a_b'

test('what a customer wrote stays as it was typed, and its addresses are links', async () => {
  const view = mount(PlainText, { props: { text: SAID } })
  expect(view.element.textContent).toBe(SAID)
  await expect.poll(() => view.find('a').exists()).toBe(true)
  expect(view.element.textContent).toBe(SAID)
  const link = view.get('a')
  expect(link.attributes()).toMatchObject({
    href: 'https://x.example/a_b',
    target: '_blank',
    rel: 'noopener noreferrer nofollow',
  })
  expect(view.findAll('*:not(a):not(p)')).toHaveLength(0)
})

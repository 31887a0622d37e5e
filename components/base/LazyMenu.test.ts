// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { Copy } from '@lucide/vue'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import { h, nextTick, type Component } from 'vue'
import LazyMenu from './LazyMenu.vue'

const load = () => import('./MenuItem.vue')

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

function mountMenu() {
  const pinia = createPinia()
  setActivePinia(pinia)
  mounted = mount(
    () =>
      h(
        LazyMenu,
        { load, label: 'Actions' },
        {
          trigger: () => h('button', { type: 'button' }, 'Actions'),
          menu: ({ content }: { content: Component }) =>
            h(content, { icon: Copy }, () => 'Copy the text'),
        },
      ),
    { global: { plugins: [pinia] }, attachTo: document.body },
  )
}
const button = () => document.querySelector('button')
const menu = () => document.querySelector('[role=menu]')

test('opened for the first time, the button stays and the menu comes with what it holds', async () => {
  mountMenu()
  const seen = new Set<string>()
  const look = () => {
    if (!button()) seen.add('no button')
    if (menu() && !menu()?.textContent) seen.add('an empty menu')
  }
  const observer = new MutationObserver(look)
  observer.observe(document.body, { childList: true, subtree: true })
  button()?.click()
  await expect.poll(() => menu()?.textContent).toContain('Copy the text')
  await nextTick()
  look()
  observer.disconnect()
  expect([...seen]).toEqual([])
})

test('opened by a key it begins at its first item, by the mouse at none', async () => {
  mountMenu()
  button()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('menuitem')
  mounted?.unmount()

  mountMenu()
  button()?.dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true }))
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('menu')
})

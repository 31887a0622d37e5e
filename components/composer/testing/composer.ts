import { indexTemplates } from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import type { Choices } from '@baton/domain/template/stops.ts'
import type { Template } from '@baton/protocol/template.ts'
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach } from 'vitest'
import { computed, defineComponent, h, nextTick, ref, unref, type MaybeRef } from 'vue'
import { insertTemplate } from '../../../composables/actions/insert-template.ts'
import { aTemplate } from '../../../tests/support/rows.ts'
import MessageComposer from '../MessageComposer.vue'

export const TEMPLATES = [
  aTemplate('greeting', 'Hello {{customer.first_name|there}}, this is {{agent.name}}.'),
  aTemplate('great-news', 'Sent {{?amount}} under {{?reference}}.'),
  aTemplate('bye', 'Goodbye!'),
  aTemplate('plan', 'The {{?plan:Basic,Pro}} plan. {{?plan}}? {{?plan}}! {{cursor}}'),
]
const VALUES = {
  customer: { name: 'Ana Putri', email: null },
  agent: { name: 'Rina' },
  team: { name: 'Nusa Goods' },
  conversation: { id: 'c1' },
  context: {},
  today: new Date(2026, 10, 23),
  formatDate: () => 'today',
}

let mounted: VueWrapper | undefined
afterEach(() => mounted?.unmount())

/** The composer as its parent holds it: the text is the parent's. It is gone after the test. */
export function composer(
  templates: MaybeRef<Template[]> = TEMPLATES,
  enterSends = true,
  choices: Choices = new Map(),
) {
  const text = ref('')
  const visibility = ref<'everyone' | 'team'>('everyone')
  const sent: string[] = []
  const index = computed(() => indexTemplates(unref(templates)))
  const Parent = defineComponent(
    () => () =>
      h(MessageComposer, {
        text: text.value,
        'onUpdate:text': (now: string) => (text.value = now),
        visibility: visibility.value,
        'onUpdate:visibility': (now: 'everyone' | 'team') => (visibility.value = now),
        find: (query: string) => searchTemplates(index.value, query),
        valuesFor: () => VALUES,
        choices,
        enterSends,
        autofocus: true,
        onSend: () => sent.push(text.value),
      }),
  )
  const view = mount(Parent, { attachTo: document.body })
  mounted = view
  const box = view.get('textarea')
  const element = box.element
  return {
    view,
    text,
    visibility,
    sent,
    type: async (typed: string) => {
      element.value = typed
      element.setSelectionRange(typed.length, typed.length)
      await box.trigger('input')
      await nextTick()
    },
    press: async (key: string, more: Partial<KeyboardEventInit> = {}) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
      element.dispatchEvent(event)
      await nextTick()
      await nextTick()
      return event
    },
    insert: async (shortcut: string) => {
      const template = unref(templates).find((one) => one.shortcut === shortcut)
      if (template) insertTemplate(template)
      await nextTick()
    },
    options: () => view.findAll('[role=option]').map((option) => option.text()),
    active: () => view.find('[aria-selected=true]').text(),
    picker: () => view.find('[data-test=template-picker]').exists(),
    marked: () => element.value.slice(element.selectionStart, element.selectionEnd),
  }
}

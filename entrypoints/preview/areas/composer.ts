import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { h } from 'vue'
import ChatComposer from '../../../components/composer/ChatComposer.vue'
import ComposerTools from '../../../components/composer/ComposerTools.vue'
import EmojiPicker from '../../../components/composer/EmojiPicker.vue'
import MessageComposer from '../../../components/composer/MessageComposer.vue'
import TemplatePicker from '../../../components/composer/TemplatePicker.vue'
import WriteAs from '../../../components/composer/WriteAs.vue'
import type { Previews } from '../previews.ts'
import { mine, templates } from '../samples.ts'

const VALUES = {
  customer: mine.customer,
  agent: { name: 'Rina' },
  team: { name: 'Demo' },
  conversation: { id: mine.id },
  context: {},
  today: new Date(2026, 10, 23),
  formatDate: () => 'today',
}
const composer = (fields: Partial<InstanceType<typeof MessageComposer>['$props']> = {}) =>
  h(MessageComposer, {
    text: '',
    visibility: 'everyone',
    templates,
    values: VALUES,
    enterSends: true,
    ...fields,
  })

const tools = (fields: Partial<InstanceType<typeof ComposerTools>['$props']>) =>
  h(ComposerTools, { length: 20, note: false, enterSends: true, emojiOpen: false, ...fields })

export const composerArea: Previews = {
  'composer/ChatComposer': {
    states: { 'with its draft': () => h(ChatComposer, { conversation: mine }) },
  },
  'composer/ComposerTools': {
    states: {
      plain: () => tools({}),
      'for a note': () => tools({ note: true, emojiOpen: true }),
      'near the limit': () => tools({ length: MESSAGE_TEXT_MAX - 20 }),
      'over the limit': () => tools({ length: MESSAGE_TEXT_MAX + 20 }),
    },
  },
  'composer/EmojiPicker': {
    floats: true,
    states: {
      open: () => h('div', { class: 'relative mt-96 h-10' }, [h(EmojiPicker)]),
    },
  },
  'composer/MessageComposer': {
    states: {
      empty: () => composer(),
      'a reply of several lines': () => composer({ text: 'One\ntwo\nthree' }),
      'a note': () => composer({ text: 'Asked the depot.', visibility: 'team' }),
      'with Ctrl+Enter': () => composer({ enterSends: false }),
    },
  },
  'composer/TemplatePicker': {
    states: {
      open: () =>
        h('div', { class: 'relative mt-32' }, [
          h(TemplatePicker, {
            ...{ templates, active: 1, listId: 'preview-templates', query: 'ref' },
            preview: 'We have sent ? back to you; it takes five working days.',
          }),
        ]),
    },
  },
  'composer/WriteAs': {
    states: {
      reply: () => h(WriteAs, { modelValue: 'everyone' }),
      note: () => h(WriteAs, { modelValue: 'team' }),
    },
  },
}

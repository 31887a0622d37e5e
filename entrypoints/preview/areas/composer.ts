import { indexTemplates } from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import { Tag } from '@lucide/vue'
import { h, type VNode } from 'vue'
import AlongNote from '../../../components/composer/AlongNote.vue'
import AlongPart from '../../../components/composer/AlongPart.vue'
import AlongStrip from '../../../components/composer/AlongStrip.vue'
import ChatComposer from '../../../components/composer/ChatComposer.vue'
import ChoiceList from '../../../components/composer/ChoiceList.vue'
import ComposerTools from '../../../components/composer/ComposerTools.vue'
import EmojiPicker from '../../../components/composer/EmojiPicker.vue'
import MessageComposer from '../../../components/composer/MessageComposer.vue'
import PickerStatus from '../../../components/composer/PickerStatus.vue'
import SendMenu from '../../../components/composer/SendMenu.vue'
import SuggestedReply from '../../../components/composer/SuggestedReply.vue'
import SuggestedTemplates from '../../../components/composer/SuggestedTemplates.vue'
import TemplateOption from '../../../components/composer/TemplateOption.vue'
import TemplatePicker from '../../../components/composer/TemplatePicker.vue'
import WriteAs from '../../../components/composer/WriteAs.vue'
import type { Previews } from '../previews.ts'
import { FULL_HANDOFF, mine, templates } from '../samples.ts'
import { openMenu } from './open-menu.ts'

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
    find: (query: string) => searchTemplates(indexTemplates(templates), query),
    valuesFor: () => VALUES,
    choices: new Map(),
    enterSends: true,
    ...fields,
  })

const tools = (fields: Partial<InstanceType<typeof ComposerTools>['$props']>) =>
  h(ComposerTools, { length: 20, note: false, enterSends: true, emojiOpen: false, ...fields })

const above = (list: VNode) => h('div', { class: 'relative mt-64' }, [list])
const picker = (fields: Partial<InstanceType<typeof TemplatePicker>['$props']>) =>
  above(
    h(TemplatePicker, {
      ...{ templates, active: 1, listId: 'preview-templates', query: 'ref', preview: '' },
      ...fields,
    }),
  )
const choices = (fields: Partial<InstanceType<typeof ChoiceList>['$props']>) =>
  above(
    h(ChoiceList, {
      ...{ choices: ['Basic', 'Pro', 'Team'], active: 1, listId: 'preview-choices' },
      ...{ label: 'plan', own: '', left: 40, ...fields },
    }),
  )

const NOTE = 'Refunded 400 after the second call; the depot knows, and so does the shop.'

export const composerArea: Previews = {
  'composer/AlongNote': { states: { plain: () => h(AlongNote, { note: NOTE }) } },
  'composer/AlongPart': {
    states: { 'a tag': () => h(AlongPart, { icon: Tag, text: 'tag refund' }) },
  },
  'composer/AlongStrip': {
    states: {
      'all there can be': () =>
        h(AlongStrip, {
          alongside: {
            tags: ['refund', 'a rather long tag that somebody has made'],
            note: NOTE,
            then: 'resolve',
          },
        }),
      'handed back': () => h(AlongStrip, { alongside: { tags: [], note: '', then: 'hand-back' } }),
    },
  },
  'composer/ChoiceList': {
    states: {
      open: () => choices({}),
      'with something else': () => choices({ choices: [], own: 'Enterprise' }),
    },
  },
  'composer/PickerStatus': {
    states: { open: () => h(PickerStatus, { open: true, found: 3, query: 'gre' }) },
  },
  'composer/SendMenu': {
    floats: true,
    states: { open: openMenu('Other ways to send', () => h(SendMenu)) },
  },
  'composer/SuggestedReply': {
    states: {
      long: () => h(SuggestedReply, { text: FULL_HANDOFF.suggestedReply ?? '' }),
    },
  },
  'composer/SuggestedTemplates': {
    states: { three: () => h(SuggestedTemplates, { templates: templates.slice(0, 3) }) },
  },
  'composer/TemplateOption': {
    states: {
      'everything at once': () =>
        h(
          'div',
          { role: 'listbox', 'aria-label': 'Templates', class: '@container' },
          templates.map((template) =>
            h('div', { role: 'option', class: 'flex h-9 items-center gap-2.5 px-3' }, [
              h(TemplateOption, { template, words: ['re'], twin: true }),
            ]),
          ),
        ),
    },
  },
  'composer/ChatComposer': {
    states: {
      'with its draft': () => h(ChatComposer, { conversation: mine, suggestedReply: '' }),
      'with a suggested reply': () =>
        h(ChatComposer, { conversation: mine, suggestedReply: FULL_HANDOFF.suggestedReply ?? '' }),
    },
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
      open: () => picker({ preview: 'We have sent ? back to you; it takes five working days.' }),
      'with nothing that fits': () => picker({ templates: [], active: -1, query: 'xyz' }),
      'without a template': () => picker({ templates: [], active: -1, query: '' }),
    },
  },
  'composer/WriteAs': {
    states: {
      reply: () => h(WriteAs, { kind: 'everyone' }),
      note: () => h(WriteAs, { kind: 'team' }),
    },
  },
}

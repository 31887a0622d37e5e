import { Sparkles } from '@lucide/vue'
import { h, type Component } from 'vue'
import AskDialog from '../../../components/base/AskDialog.vue'
import BaseButton from '../../../components/base/BaseButton.vue'
import DialogFrame from '../../../components/base/DialogFrame.vue'
import FocusHint from '../../../components/base/FocusHint.vue'
import IconButton from '../../../components/base/IconButton.vue'
import InlineNotice from '../../../components/base/InlineNotice.vue'
import KeyCaps from '../../../components/base/KeyCaps.vue'
import LazyMenu from '../../../components/base/LazyMenu.vue'
import MarkedText from '../../../components/base/MarkedText.vue'
import MenuItem from '../../../components/base/MenuItem.vue'
import OfflineBanner from '../../../components/base/OfflineBanner.vue'
import PersonAvatar from '../../../components/base/PersonAvatar.vue'
import StatusBadge from '../../../components/base/StatusBadge.vue'
import TagsBox from '../../../components/base/TagsBox.vue'
import TextField from '../../../components/base/TextField.vue'
import UndoBar from '../../../components/base/UndoBar.vue'
import UnreadCount from '../../../components/base/UnreadCount.vue'
import ViewerFaces from '../../../components/base/ViewerFaces.vue'
import { SARI } from '../../../tests/support/rows.ts'
import type { Previews } from '../previews.ts'
import { dots, openMenu } from './open-menu.ts'

const SARI_LOOKS = { agentId: SARI, name: 'Sari Wijaya' }
const icon = () => h(Sparkles, { class: 'size-4', 'aria-hidden': 'true' })
const items = () => [
  h(MenuItem, { icon: Sparkles }, () => 'Back to the AI agent'),
  h(MenuItem, { icon: Sparkles }, () => 'Copy conversation id'),
]
const tagsBox = (over: Partial<InstanceType<typeof TagsBox>['$props']>) => () =>
  h(TagsBox, {
    ...{ tags: ['delivery', 'vip'], label: 'Add a tag', placeholder: 'Add a tag', most: 20 },
    ...{ suggestions: ['refund'], asTag: (typed: string) => typed, ...over },
  })
const LazyItems = () => items()

const frame = (over: Partial<InstanceType<typeof DialogFrame>['$props']>) => () =>
  h(DialogFrame, { title: 'Keys', place: 'center', ...over }, () =>
    h('p', { class: 'p-4' }, 'Every action has one.'),
  )

export const base: Previews = {
  'base/AskDialog': {
    floats: true,
    states: {
      open: () =>
        h(AskDialog, { title: 'Save it?', text: 'It was changed.' }, () =>
          h(BaseButton, { kind: 'primary' }, () => 'Save'),
        ),
    },
  },
  'base/DialogFrame': {
    floats: true,
    states: {
      'in the middle': frame({}),
      'with a bar': frame({ place: 'page', hint: 'Change them below.', closeLabel: 'Close' }),
      'at the side': frame({ place: 'side', closeLabel: 'Close' }),
    },
  },
  'base/BaseButton': {
    states: {
      primary: () => h(BaseButton, { kind: 'primary' }, () => 'Take Over'),
      'primary, small': () => h(BaseButton, { kind: 'primary', size: 'small' }, () => 'Take Over'),
      plain: () => h(BaseButton, null, () => 'Handover'),
      quiet: () => h(BaseButton, { kind: 'quiet' }, () => 'Show all'),
      accent: () => h(BaseButton, { kind: 'accent', size: 'small' }, () => 'Save'),
      busy: () => h(BaseButton, { kind: 'primary', busy: true }, () => 'Send'),
    },
  },
  'base/FocusHint': { states: { 'while nothing has the focus': () => h(FocusHint) } },
  'base/IconButton': { states: { plain: () => h(IconButton, { label: 'More' }, icon) } },
  'base/InlineNotice': {
    states: {
      danger: () => h(InlineNotice, { closable: true }, () => 'Sari took this a moment ago'),
      info: () => h(InlineNotice, { tone: 'info' }, () => 'You have signed out.'),
    },
  },
  'base/LazyMenu': {
    states: {
      closed: () =>
        h(
          LazyMenu,
          { load: () => Promise.resolve({ default: LazyItems }), label: 'Actions' },
          {
            trigger: () => dots('Actions'),
            menu: ({ content }: { content: Component }) => h(content),
          },
        ),
    },
  },
  'base/KeyCaps': {
    states: {
      'a letter': () => h(KeyCaps, { stroke: 't' }),
      'with others': () => h(KeyCaps, { stroke: 'Mod+Shift+k' }),
    },
  },
  'base/MarkedText': {
    states: {
      found: () =>
        h(MarkedText, {
          parts: [
            { text: 'My ', marked: false },
            { text: 'refund', marked: true },
          ],
        }),
    },
  },
  'base/MenuFrame': {
    floats: true,
    states: {
      open: openMenu('Actions', items),
    },
  },
  'base/MenuItem': {
    floats: true,
    states: {
      'in a menu': openMenu('Actions', items),
    },
  },
  'base/UndoBar': {
    states: {
      one: () => h(UndoBar, { text: 'Resolved', name: 'Putu Wirawan', action: 'undoSend' }),
      'a long name': () =>
        h(UndoBar, {
          ...{ text: 'Back with the AI', action: 'undoSend' },
          name: 'Raden Ajeng Kartini Djojo Adhiningrat',
        }),
      several: () => h(UndoBar, { text: '12 resolved', action: 'undoSend' }),
      'under way': () => h(UndoBar, { text: 'Resolved', name: 'Putu', busy: true }),
      told: () =>
        h(UndoBar, { text: 'Putu Wirawan wrote again, so it is not resolved.', told: true }),
    },
  },
  'base/UnreadCount': {
    states: {
      few: () => h(UnreadCount, { count: 2 }),
      many: () => h(UnreadCount, { count: 120 }),
    },
  },
  'base/OfflineBanner': {
    states: {
      offline: () => h(OfflineBanner, { kind: 'offline' }),
      'no WebSockets': () => h(OfflineBanner, { kind: 'blocked' }),
      'no room left': () => h(OfflineBanner, { kind: 'full' }),
      'panel too old': () => h(OfflineBanner, { kind: 'panel-outdated' }),
      'server too old': () => h(OfflineBanner, { kind: 'server-outdated' }),
    },
  },
  'base/PersonAvatar': {
    states: {
      plain: () => h(PersonAvatar, { id: 'a', name: 'Ana Putri' }),
      'with unread': () =>
        h(PersonAvatar, {
          id: 'b',
          name: 'Budi',
          tone: 'waiting',
          toneTitle: 'Waiting 4m',
          unread: 3,
        }),
      'with many unread': () => h(PersonAvatar, { id: 'c', name: 'Chen Wei', unread: 120 }),
      resolved: () => h(PersonAvatar, { id: 'd', name: 'D', tone: 'resolved', size: 56 }),
    },
  },
  'base/StatusBadge': {
    states: {
      ai: () => h(StatusBadge, { tone: 'ai', label: 'AI Active' }),
      waiting: () => h(StatusBadge, { tone: 'waiting', label: 'Waiting 4m' }),
      late: () => h(StatusBadge, { tone: 'late', label: 'Waiting 1h' }),
      mine: () => h(StatusBadge, { tone: 'mine', label: 'Handled by You' }),
      offered: () => h(StatusBadge, { tone: 'offered', label: 'Transfer from Sari' }),
      short: () => h(StatusBadge, { tone: 'waiting', label: 'Waiting 4m', short: '4m' }),
      other: () => h(StatusBadge, { tone: 'other', label: 'Handled by Other · Sari' }),
      resolved: () => h(StatusBadge, { tone: 'resolved', label: 'Resolved' }),
    },
  },
  'base/TagsBox': {
    states: {
      tagged: tagsBox({}),
      'without tags': tagsBox({ tags: [] }),
      'of no use now': tagsBox({ disabled: true }),
      'to be read': tagsBox({ readonly: true }),
    },
  },
  'base/TextField': {
    states: {
      plain: () => h(TextField, { label: 'Name', error: '', modelValue: 'Maria Wong' }),
      wrong: () =>
        h(TextField, { label: 'Email', type: 'email', error: 'No address.', modelValue: 'maria' }),
      large: () => h(TextField, { label: 'Email', size: 'large', error: '', modelValue: '' }),
    },
  },
  'base/ViewerFaces': {
    states: {
      one: () => h(ViewerFaces, { viewers: [SARI_LOOKS] }),
      'who types': () => h(ViewerFaces, { viewers: [SARI_LOOKS], typing: [SARI] }),
      many: () =>
        h(ViewerFaces, {
          viewers: ['Ana', 'Budi', 'Chen', 'Dewi', 'Eko'].map((name) => ({ agentId: name, name })),
        }),
    },
  },
}

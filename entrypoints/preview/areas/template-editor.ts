import { NOTE_MAX, NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { TEMPLATE_BODY_MAX } from '@baton/protocol/template.ts'
import { h } from 'vue'
import AlongWith from '../../../components/templates/AlongWith.vue'
import BodyField from '../../../components/templates/BodyField.vue'
import BodyMistakes from '../../../components/templates/BodyMistakes.vue'
import ChoiceField from '../../../components/templates/ChoiceField.vue'
import ContentSide from '../../../components/templates/ContentSide.vue'
import DifferenceText from '../../../components/templates/DifferenceText.vue'
import EditMark from '../../../components/templates/EditMark.vue'
import EditorFields from '../../../components/templates/EditorFields.vue'
import EditorHeader from '../../../components/templates/EditorHeader.vue'
import EditorMenu from '../../../components/templates/EditorMenu.vue'
import EditorNotices from '../../../components/templates/EditorNotices.vue'
import { storedFile } from '../../../components/attachment/shown-file.ts'
import { bodyMistakes } from '../../../components/templates/body-parts.ts'
import { newForm } from '../../../components/templates/template-form.ts'
import { usePreviewValues } from '../../../components/templates/usePreviewValues.ts'
import { contentOf } from '../../../db/template-view.ts'
import type { Previews } from '../previews.ts'
import { NOW } from '../samples.ts'
import { openMenu } from './open-menu.ts'
import { changed, greeting, made, refund } from './template-samples.ts'

const fields = (fields: Partial<InstanceType<typeof EditorFields>['$props']>) =>
  made(
    () => usePreviewValues(() => null),
    (preview) =>
      h(EditorFields, {
        form: { personal: false, content: contentOf(refund) },
        ...{ problems: {}, taken: '', files: refund.attachments.map(storedFile), preview },
        ...{ tags: ['billing/refunds'], conversationTags: ['vip'], languages: ['en'] },
        ...{ mayChooseOwner: true, readonly: false },
        ...fields,
      }),
  )
const notices = (fields: Partial<InstanceType<typeof EditorNotices>['$props']>) => () =>
  h(EditorNotices, {
    ...{ readonly: false, restoredAt: null, refused: '', changedBy: null },
    ...{ gone: false, failed: false },
    ...fields,
  })
const WRONG = 'Hello {{customer.nmae}}, {{date+3x}} {{?}} {{'
const MENU = { hasHistory: true, mayMove: false, mayDelete: true, inHistory: false }

export const templateEditor: Previews = {
  'templates/AlongWith': {
    states: {
      nothing: () =>
        h(AlongWith, { modelValue: NOTHING_ALONGSIDE, suggestions: [], noteMax: NOTE_MAX }),
      everything: () =>
        h(AlongWith, { modelValue: refund.actions, suggestions: ['vip'], noteMax: NOTE_MAX }),
    },
  },
  'templates/BodyField': {
    states: {
      right: () =>
        h(BodyField, { label: 'Text', most: TEMPLATE_BODY_MAX, modelValue: refund.body }),
      'with mistakes': () =>
        h(BodyField, { label: 'Text', most: TEMPLATE_BODY_MAX, modelValue: WRONG }),
      'too long': () => h(BodyField, { label: 'Text', most: 20, modelValue: greeting.body }),
      'to be read': () =>
        h(BodyField, { label: 'Text', most: 6_000, modelValue: greeting.body, readonly: true }),
    },
  },
  'templates/BodyMistakes': {
    states: { several: () => h(BodyMistakes, { mistakes: bodyMistakes(WRONG) }) },
  },
  'templates/ChoiceField': {
    states: {
      plain: () =>
        h(ChoiceField, {
          ...{ label: 'Language', modelValue: 'en' },
          choices: [{ value: 'en', label: 'English' }],
        }),
    },
  },
  'templates/ContentSide': {
    states: {
      changed: () =>
        h(ContentSide, {
          ...{ title: 'Yours', about: 'changed today' },
          ...{ content: changed, from: greeting },
        }),
      deleted: () => h(ContentSide, { title: 'Deleted', about: '', content: null, from: greeting }),
    },
  },
  'templates/DifferenceText': {
    states: {
      changed: () => h(DifferenceText, { before: greeting.body, after: changed.body }),
    },
  },
  'templates/EditMark': {
    states: {
      queued: () => h(EditMark, { state: 'queued' }),
      conflict: () => h(EditMark, { state: 'conflict' }),
      failed: () => h(EditMark, { state: 'failed' }),
      unsaved: () => h(EditMark, { state: 'unsaved' }),
    },
  },
  'templates/EditorFields': {
    states: {
      plain: fields({}),
      'with problems': fields({
        problems: { shortcut: 'Give it a shortcut.', body: 'Write a text.' },
        form: newForm(false),
      }),
      'to be read': fields({ readonly: true }),
    },
  },
  'templates/EditorHeader': {
    states: {
      'beside the list': () =>
        h(EditorHeader, {
          title: '/greeting',
          about: 'Team',
          changedAt: NOW,
          alone: false,
          menu: MENU,
        }),
      'in place of the list': () =>
        h(EditorHeader, {
          title: 'New template',
          about: '',
          changedAt: null,
          alone: true,
          menu: null,
        }),
    },
  },
  'templates/EditorMenu': {
    floats: true,
    states: { open: openMenu('More', () => h(EditorMenu, { ...MENU, mayMove: true })) },
  },
  'templates/EditorNotices': {
    states: {
      'to be read': notices({ readonly: true }),
      'with kept changes': notices({ restoredAt: NOW }),
      refused: notices({ refused: 'Only admins may change it.' }),
      'changed by a colleague': notices({ changedBy: 'Sari Wijaya' }),
      deleted: notices({ gone: true }),
      'not stored': notices({ failed: true }),
    },
  },
}

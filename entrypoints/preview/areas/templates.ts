import { h } from 'vue'
import FolderBar from '../../../components/templates/FolderBar.vue'
import InsertMenu from '../../../components/templates/InsertMenu.vue'
import LanguageHelp from '../../../components/templates/LanguageHelp.vue'
import SaveBar from '../../../components/templates/SaveBar.vue'
import ShortcutField from '../../../components/templates/ShortcutField.vue'
import TagsField from '../../../components/templates/TagsField.vue'
import TemplateConflict from '../../../components/templates/TemplateConflict.vue'
import TemplateEditor from '../../../components/templates/TemplateEditor.vue'
import TemplateFiles from '../../../components/templates/TemplateFiles.vue'
import TemplateFilters from '../../../components/templates/TemplateFilters.vue'
import TemplateHistory from '../../../components/templates/TemplateHistory.vue'
import TemplateList from '../../../components/templates/TemplateList.vue'
import TemplateManager from '../../../components/templates/TemplateManager.vue'
import TemplatePreview from '../../../components/templates/TemplatePreview.vue'
import TemplateRow from '../../../components/templates/TemplateRow.vue'
import TemplateRows from '../../../components/templates/TemplateRows.vue'
import TemplatesEmpty from '../../../components/templates/TemplatesEmpty.vue'
import DeletedBar from '../../../components/templates/DeletedBar.vue'
import UnsavedDialog from '../../../components/templates/UnsavedDialog.vue'
import { storedFile } from '../../../components/attachment/shown-file.ts'
import { newForm } from '../../../components/templates/template-form.ts'
import { usePreviewValues } from '../../../components/templates/usePreviewValues.ts'
import { useTemplateList } from '../../../components/templates/useTemplateList.ts'
import { anId } from '../../../tests/support/rows.ts'
import type { Previews } from '../previews.ts'
import { account, NOW } from '../samples.ts'
import { changed, greeting, made, refund, views } from './template-samples.ts'

const row = (fields: Partial<InstanceType<typeof TemplateRow>['$props']>) => () =>
  h(TemplateRow, {
    ...{ template: greeting, use: { count: 12, lastAt: NOW - 7_200_000 }, words: ['gre'] },
    ...{ selected: false, tabStop: true, unsaved: false, now: NOW },
    ...fields,
  })
const editor = (alone: boolean) =>
  made(useTemplateList, (list) =>
    h(TemplateEditor, {
      target: { kind: 'new', id: anId(), form: newForm(true, 'Hello {{customer.nmae}}') },
      ...{ list, mayEditTeam: true, alone },
    }),
  )

const tagsField = (readonly: boolean) => () =>
  h(TagsField, {
    ...{ label: 'Tags', placeholder: 'Add a tag', suggestions: ['billing'], most: 20 },
    ...{ asTag: (typed: string) => typed, modelValue: ['billing/refunds', 'vip'], readonly },
  })

export const templates: Previews = {
  'templates/FolderBar': {
    states: {
      'all of them': () =>
        h(FolderBar, {
          modelValue: '',
          folders: Array.from({ length: 9 }, (_, n) => ({
            ...{ path: `folder ${n}`, name: `folder ${n}`, count: n },
          })),
        }),
      'in one': () => h(FolderBar, { modelValue: 'billing/refunds', folders: [] }),
    },
  },
  'templates/InsertMenu': { states: { closed: () => h(InsertMenu, { context: ['plan'] }) } },
  'templates/LanguageHelp': {
    states: {
      closed: made(
        () => usePreviewValues(() => null),
        ({ values, context }) =>
          h(LanguageHelp, { values: values.value, context: context.value, usable: true }),
      ),
    },
  },
  'templates/SaveBar': {
    states: {
      unsaved: () => h(SaveBar, { dirty: true, saved: 'no' }),
      saved: () => h(SaveBar, { dirty: false, saved: 'stored' }),
      discarded: () => h(SaveBar, { dirty: false, saved: 'no', discarded: true }),
      'saved offline': () => h(SaveBar, { dirty: false, saved: 'queued' }),
    },
  },
  'templates/ShortcutField': {
    states: {
      wrong: () =>
        h(ShortcutField, { modelValue: 'a b', problem: 'No spaces.', taken: '', readonly: false }),
      taken: () =>
        h(ShortcutField, { modelValue: 'hi', problem: '', taken: 'It is taken.', readonly: false }),
    },
  },
  'templates/TagsField': {
    states: { plain: tagsField(false), 'to be read': tagsField(true) },
  },
  'templates/TemplateConflict': {
    wide: true,
    states: {
      'of two edits': () =>
        h(TemplateConflict, {
          from: greeting,
          mine: { content: changed, at: NOW },
          theirs: { content: { ...greeting, title: 'Hello' }, at: NOW, by: 'Sari Wijaya' },
        }),
      'with a deletion': () =>
        h(TemplateConflict, {
          ...{ from: greeting, mine: { content: changed, at: NOW }, theirs: null },
        }),
    },
  },
  'templates/TemplateEditor': {
    height: 620,
    states: { 'of a new one': editor(true) },
  },
  'templates/TemplateFiles': {
    states: {
      some: () =>
        h(TemplateFiles, {
          files: refund.attachments.map(storedFile),
          ...{ problems: ['film.mov is too large.'], accept: '*', hint: 'All', online: true },
        }),
      'to be read': () =>
        h(TemplateFiles, {
          files: refund.attachments.map(storedFile),
          ...{ problems: [], accept: '*', hint: 'All', online: true, readonly: true },
        }),
    },
  },
  'templates/TemplateFilters': {
    states: {
      plain: () =>
        h(TemplateFilters, {
          ...{ scope: 'all', order: 'name', language: null },
          ...{ languages: ['en', 'id'], searching: false },
        }),
    },
  },
  'templates/TemplateHistory': {
    states: {
      'that cannot be fetched': () =>
        h(TemplateHistory, { templateId: greeting.id, mayRestore: true }),
    },
  },
  'templates/TemplateList': {
    height: 520,
    states: {
      some: made(useTemplateList, (list) =>
        h(TemplateList, { list, selectedId: refund.id, lastId: '', alone: true, class: 'h-full' }),
      ),
    },
  },
  'templates/TemplateManager': {
    floats: true,
    states: {
      'with its list': () => h(TemplateManager, { account, request: { kind: 'list' } }),
      'with one open': () =>
        h(TemplateManager, { account, request: { kind: 'edit', templateId: refund.id } }),
    },
  },
  'templates/TemplatePreview': {
    states: {
      'of all there is': made(
        () => usePreviewValues(() => null),
        (preview) =>
          h(TemplatePreview, {
            ...{ content: refund, files: refund.attachments.map(storedFile), preview },
          }),
      ),
      empty: made(
        () => usePreviewValues(() => null),
        (preview) => h(TemplatePreview, { content: newForm(true).content, files: [], preview }),
      ),
    },
  },
  'templates/TemplateRow': {
    states: {
      plain: row({}),
      'an own one, never used': row({
        template: { ...refund, ownerId: account.agent.id },
        use: undefined,
      }),
      'open, with two versions': row({
        selected: true,
        template: { ...greeting, edit: 'conflict' },
      }),
      unsaved: row({ unsaved: true }),
    },
  },
  'templates/TemplateRows': {
    height: 240,
    states: {
      some: () =>
        h(TemplateRows, {
          ...{ templates: views, listKey: '', useOf: () => undefined, query: '' },
          ...{ selectedId: '', lastId: '', unsaved: new Set<string>() },
        }),
    },
  },
  'templates/TemplatesEmpty': {
    states: {
      'none at all': () => h(TemplatesEmpty, { kind: 'none', search: '' }),
      'nothing found': () => h(TemplatesEmpty, { kind: 'no-match', search: 'refnud' }),
    },
  },
  'templates/DeletedBar': {
    height: 90,
    states: { deleted: () => h(DeletedBar, { class: 'bottom-3', text: '/greeting is deleted' }) },
  },
  'templates/UnsavedDialog': {
    floats: true,
    states: { asked: () => h(UnsavedDialog, { name: '/greeting' }) },
  },
}

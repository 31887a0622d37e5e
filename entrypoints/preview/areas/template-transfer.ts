import type { PlannedRow } from '@baton/domain/template/transfer/plan-import.ts'
import { h } from 'vue'
import ExportDialog from '../../../components/templates/transfer/ExportDialog.vue'
import FilePicker from '../../../components/templates/transfer/FilePicker.vue'
import ImportChoices from '../../../components/templates/transfer/ImportChoices.vue'
import ImportDialog from '../../../components/templates/transfer/ImportDialog.vue'
import ImportDone from '../../../components/templates/transfer/ImportDone.vue'
import ImportRow from '../../../components/templates/transfer/ImportRow.vue'
import ImportRows from '../../../components/templates/transfer/ImportRows.vue'
import TransferDialog from '../../../components/templates/transfer/TransferDialog.vue'
import TransferMenu from '../../../components/templates/transfer/TransferMenu.vue'
import { contentOf } from '../../../db/template-view.ts'
import type { Previews } from '../previews.ts'
import { greeting, refund, views } from './template-samples.ts'

const taken: PlannedRow = {
  ...{ line: 2, shortcut: greeting.shortcut, changes: [] },
  outcome: { kind: 'new', content: contentOf(greeting), personal: false },
}
const changed: PlannedRow = {
  ...{ line: 3, shortcut: 'refund-sent' },
  changes: [
    { kind: 'shortcut', from: 'Refund sent!', to: 'refund-sent' },
    { kind: 'placeholder', from: '{{contact.name}}', to: '{{customer.name}}' },
    { kind: 'files', names: ['terms.pdf'] },
  ],
  outcome: { kind: 'replace', content: contentOf(refund), personal: false, template: refund },
}
const refused: PlannedRow = {
  ...{ line: 14, shortcut: 'policy', changes: [] },
  outcome: { kind: 'refused', refusal: { why: 'too-long', length: 7_000, most: 6_000 } },
}
const done = { done: 120, total: 120, failed: false, offline: false }

export const templateTransfer: Previews = {
  'templates/transfer/ExportDialog': {
    floats: true,
    states: { open: () => h(ExportDialog, { templates: views }) },
  },
  'templates/transfer/FilePicker': {
    states: {
      plain: () => h(FilePicker, { refused: '' }),
      'after a file that was none': () => h(FilePicker, { refused: '“list.xlsx” is a workbook.' }),
    },
  },
  'templates/transfer/ImportChoices': {
    states: {
      all: () =>
        h(ImportChoices, {
          ...{ fromBaton: true, mayEditTeam: true, tags: ['billing'] },
          modelValue: { existing: 'skip', owner: 'as-in-file', tags: ['imported'] },
        }),
      'own ones only': () =>
        h(ImportChoices, {
          ...{ fromBaton: false, mayEditTeam: false, tags: [] },
          modelValue: { existing: 'both', owner: 'me', tags: [] },
        }),
    },
  },
  'templates/transfer/ImportDialog': {
    floats: true,
    states: {
      open: () =>
        h(ImportDialog, { templates: views, tags: [], mayEditTeam: true, offline: false }),
    },
  },
  'templates/transfer/ImportDone': {
    states: {
      'all of it': () => h(ImportDone, done),
      'offline, and stopped': () => h(ImportDone, { ...done, done: 100, offline: true }),
      'no room': () => h(ImportDone, { ...done, done: 0, failed: true }),
    },
  },
  'templates/transfer/ImportRow': {
    states: {
      taken: () => h(ImportRow, { row: taken, counted: 'line' }),
      changed: () => h(ImportRow, { row: changed, counted: 'line' }),
      refused: () => h(ImportRow, { row: refused, counted: 'entry' }),
    },
  },
  'templates/transfer/ImportRows': {
    height: 320,
    states: { some: () => h(ImportRows, { rows: [taken, changed, refused], counted: 'line' }) },
  },
  'templates/transfer/TransferDialog': {
    floats: true,
    states: {
      open: () =>
        h(TransferDialog, { title: 'Import templates' }, () => h('p', { class: 'p-4' }, 'Text')),
    },
  },
  'templates/transfer/TransferMenu': {
    states: { closed: () => h(TransferMenu, { templates: views, tags: [] }) },
  },
}

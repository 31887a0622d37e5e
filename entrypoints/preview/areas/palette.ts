import { h } from 'vue'
import CommandPalette from '../../../components/palette/CommandPalette.vue'
import KeySheet from '../../../components/palette/KeySheet.vue'
import PaletteRow from '../../../components/palette/PaletteRow.vue'
import type { PaletteEntry } from '../../../components/palette/entries.ts'
import type { Previews } from '../previews.ts'
import { account } from '../samples.ts'

const entry = (fields: Partial<PaletteEntry>): PaletteEntry => ({
  ...{ key: 'preview', kind: 'action', title: 'Take over', more: '', detail: '', blocked: '' },
  run: () => undefined,
  ...fields,
})
const row = (fields: Partial<PaletteEntry>) =>
  h('div', { class: 'flex items-center gap-2 p-2' }, [
    h(PaletteRow, { entry: entry(fields), marked: new Set([0, 1, 2, 3]) }),
  ])

export const palette: Previews = {
  'palette/CommandPalette': {
    floats: true,
    states: { open: () => h(CommandPalette, { account }) },
  },
  'palette/KeySheet': { floats: true, states: { open: () => h(KeySheet) } },
  'palette/PaletteRow': {
    states: {
      'an action': () => row({ action: 'takeOver' }),
      'not possible now': () => row({ action: 'takeOver', blocked: 'Nothing is open.' }),
      'a conversation': () =>
        row({ kind: 'conversation', title: 'Maria Wong', detail: 'Thank you, that worked!' }),
      'a message': () =>
        row({
          kind: 'message',
          title: 'Maria Wong',
          line: [
            { text: '…is my ', marked: false },
            { text: 'refund', marked: true },
            { text: ' on its way?', marked: false },
          ],
        }),
      'a colleague': () =>
        row({ kind: 'colleague', title: 'Sari Wijaya', detail: 'Holds 3 conversations' }),
      'the search of the list': () =>
        row({ kind: 'search', title: 'Search everywhere for “refund”' }),
      'a template': () => row({ kind: 'template', title: '/greeting', detail: 'A greeting' }),
      'a setting': () => row({ kind: 'setting', title: 'Theme', detail: 'General' }),
    },
  },
}

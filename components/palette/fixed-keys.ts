import type { TextKey } from '../../locales/catalogue.ts'

/** Keys of a part of the panel that do one thing there and are nobody's to choose, in the order they are shown in. */
export interface FixedKeys {
  title: TextKey
  keys: readonly (readonly [stroke: string, what: TextKey])[]
}

/** Of the message box and of the template manager; `enterSends`: whether Enter alone sends. */
export function fixedKeys(enterSends: boolean): FixedKeys[] {
  return [
    {
      title: 'palette.groupBox',
      keys: [
        [enterSends ? 'Enter' : 'Mod+Enter', 'palette.fixedSend'],
        [enterSends ? 'Shift+Enter' : 'Enter', 'palette.fixedNewLine'],
        ['/', 'palette.templates'],
        ['Tab', 'palette.fixedField'],
        ['Mod+z', 'palette.fixedUndo'],
      ],
    },
    {
      title: 'palette.groupManager',
      keys: [
        ['/', 'palette.fixedSearch'],
        ['Mod+s', 'palette.fixedSave'],
        ['Delete', 'palette.fixedDelete'],
        ['Mod+z', 'palette.fixedUndelete'],
      ],
    },
  ]
}

import type { LanguagePack } from '../language-pack.ts'
import { panel } from './panel.ts'

export const pack: LanguagePack = {
  name: 'English',
  // The panel starts with them, whatever it speaks next.
  panel: () => Promise.resolve(panel),
  later: () => import('./later.ts').then((found) => found.later),
  emojiKind: /^flag of | face$/,
}

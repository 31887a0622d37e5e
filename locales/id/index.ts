import type { LanguagePack } from '../language-pack.ts'

export const pack: LanguagePack = {
  name: 'Bahasa Indonesia',
  panel: () => import('./panel.ts').then((found) => found.panel),
  later: () => import('./later.ts').then((found) => found.later),
  emoji: () => import('./emoji.txt?raw').then((found) => found.default),
  emojiKind: /^(wajah|bendera) /,
}

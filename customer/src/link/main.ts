import '../chat/tokens.css'
import './link.css'

// An extension without access to any site cannot be opened by a page: all this one can do is hand the link over.

interface LinkWords {
  title: string
  how: string
  link: string
  copy: string
  done: string
}
/** What the page says in languages other than English, which it is written in. */
const TRANSLATED: Readonly<Record<string, LinkWords>> = {
  id: {
    title: 'Pesan di Baton',
    how: 'Salin tautan ini, buka Baton di peramban ini, lalu tempel di kotak pencarian di atas daftar. Baton membuka percakapan pada pesan ini.',
    link: 'Tautan ke pesan',
    copy: 'Salin tautan',
    done: 'Tersalin. Sekarang tempel di kotak pencarian Baton.',
  },
}
const ENGLISH_DONE = 'Copied. Now paste it into the search box of Baton.'

const [spoken = ''] = navigator.language.toLowerCase().split('-')
// "in" is what Indonesian was called before 1989, and some systems still say it.
const language = spoken === 'in' ? 'id' : spoken
const words = TRANSLATED[language]
const part = (selector: string) => document.querySelector<HTMLElement>(selector)
const link = document.querySelector<HTMLInputElement>('#link')
const button = part('#copy')
const done = part('#done')

if (words) {
  document.documentElement.lang = language
  document.title = words.title
  part('h1')?.replaceChildren(words.title)
  part('#how')?.replaceChildren(words.how)
  button?.replaceChildren(words.copy)
  link?.setAttribute('aria-label', words.link)
}
if (link) link.value = location.href
button?.addEventListener('click', () => {
  void navigator.clipboard.writeText(location.href).then(
    () => done?.replaceChildren(words?.done ?? ENGLISH_DONE),
    () => link?.select(),
  )
})

import '../chat/tokens.css'
import './link.css'

// An extension without access to any site cannot be opened by a page: all this one can do is hand the link over.

const INDONESIAN = {
  title: 'Pesan di Baton',
  how: 'Salin tautan ini, buka Baton di peramban ini, lalu tempel di kotak pencarian di atas daftar. Baton membuka percakapan pada pesan ini.',
  link: 'Tautan ke pesan',
  copy: 'Salin tautan',
  done: 'Tersalin. Sekarang tempel di kotak pencarian Baton.',
}
const ENGLISH_DONE = 'Copied. Now paste it into the search box of Baton.'

const indonesian = /^(id|in)\b/i.test(navigator.language)
const part = (selector: string) => document.querySelector<HTMLElement>(selector)
const link = document.querySelector<HTMLInputElement>('#link')
const button = part('#copy')
const done = part('#done')

if (indonesian) {
  document.documentElement.lang = 'id'
  document.title = INDONESIAN.title
  part('h1')?.replaceChildren(INDONESIAN.title)
  part('#how')?.replaceChildren(INDONESIAN.how)
  button?.replaceChildren(INDONESIAN.copy)
  link?.setAttribute('aria-label', INDONESIAN.link)
}
if (link) link.value = location.href
button?.addEventListener('click', () => {
  void navigator.clipboard.writeText(location.href).then(
    () => done?.replaceChildren(indonesian ? INDONESIAN.done : ENGLISH_DONE),
    () => link?.select(),
  )
})

import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { byId, offer } from './offer.mjs'

// What a page makes without anybody's editor.

for (const id of ['textarea', 'input', 'email']) {
  offer(id, byId(id), () => byId(id).value)
}
for (const id of ['editable', 'plaintext']) {
  offer(id, byId(id), () => byId(id).innerText)
}

/** A box that shows what its page has noted, and nothing else. */
function Controlled() {
  const [text, setText] = useState('')
  document.querySelector('#controlled').dataset.text = text
  const onChange = ({ target }) => setText(target.value)
  return createElement('textarea', { id: 'react', value: text, onChange })
}
createRoot(byId('controlled')).render(createElement(Controlled))
offer(
  'controlled',
  () => byId('react'),
  () => byId('controlled').dataset.text,
)

const inside = (host, mode) => {
  const root = host.attachShadow({ mode })
  root.innerHTML =
    '<div contenteditable style="min-height: 48px; white-space: pre-wrap"></div><textarea></textarea>'
  return root
}
const shadow = inside(byId('in-shadow'), 'closed')
offer(
  'in a closed component',
  () => shadow.querySelector('div'),
  () => shadow.querySelector('div').innerText,
)

const modal = document.createElement('x-dialog')
document.body.append(modal)
const dialog = document.createElement('dialog')
dialog.innerHTML = '<x-inner></x-inner>'
modal.attachShadow({ mode: 'open' }).append(dialog)
const inner = inside(dialog.querySelector('x-inner'), 'open')
offer(
  'in a component in a dialog',
  () => inner.querySelector('textarea'),
  () => inner.querySelector('textarea').value,
  {
    before: () => dialog.showModal(),
    after: () => dialog.close(),
  },
)

// Takes nothing from anybody, and says so to nobody.
for (const name of ['paste', 'beforeinput']) {
  byId('refusing').addEventListener(name, (event) => event.preventDefault())
}
new MutationObserver((_changes, observer) => {
  if (byId('refusing').textContent === 'Mine') return
  byId('refusing').textContent = 'Mine'
  observer.takeRecords()
}).observe(byId('refusing'), { childList: true, characterData: true, subtree: true })
offer('refusing', byId('refusing'), () => byId('refusing').textContent)

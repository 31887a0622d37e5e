import { onMessage, sendMessage } from '../../messaging/messenger.ts'
import type { Opened, PageText, Put } from '../../messaging/page-requests.ts'
import { copyText } from '../../platform/copy-text.ts'
import { focusedField } from './find-field.ts'
import { homeOf } from './home-of.ts'
import { insertionAt } from './insertion.ts'
import { ListFrame } from './list-frame.ts'

/** Where the last list of this page is found by the next one: scripts of the page do not see it. */
const OPEN = Symbol.for('baton.picker')

/**
 * Opens the list by the field that has the focus, and puts there what the agent chooses in it. Put into every frame of a
 * page, it opens in the one that the agent is in, and tells of each what became of it.
 */
export function openPicker(): Opened {
  const before: unknown = Reflect.get(globalThis, OPEN)
  if (typeof before === 'function') Reflect.apply(before, undefined, [])
  const field = document.hasFocus() ? focusedField(document) : null
  if (field === null) return 'no-field'
  if (field === 'frame') return 'frame'
  const { element } = field
  const insertion = insertionAt(field)
  const list = new ListFrame(element, () => close(false))
  const orders = [
    onMessage('pageIsClear', () => list.isClear()),
    onMessage('pagePut', ({ data }) => put(data)),
    onMessage('pageClose', ({ data }) => close(data.back)),
  ]

  function close(back: boolean) {
    for (const stop of orders) stop()
    list.remove()
    Reflect.deleteProperty(globalThis, OPEN)
    if (back) insertion.restore()
  }
  async function put(text: PageText): Promise<Put> {
    close(true)
    if (await insertion.insert(text)) return 'inserted'
    const copied = copyText(text.text, homeOf(element))
    insertion.restore()
    return copied ? 'copied' : 'lost'
  }

  Reflect.set(globalThis, OPEN, () => close(false))
  list.open()
  void sendMessage('pageSecret', {}).then(
    (secret) => (secret === null ? close(true) : list.load(secret)),
    () => close(true),
  )
  return 'opened'
}

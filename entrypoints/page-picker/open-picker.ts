import { sendMessage } from '../../messaging/messenger.ts'
import type { Opened } from '../../messaging/page-requests.ts'
import { focusedField } from './find-field.ts'
import { insertionAt } from './insertion.ts'
import { PickerView } from './picker-view.ts'

/** Where the last list of this page is found by the next one: scripts of the page do not see it. */
const OPEN = Symbol.for('baton.picker')

/**
 * Opens the list by the field that has the focus, and puts what is chosen there. Put into every frame of a page, it
 * opens in the one that the agent is in, and tells of each what became of it.
 */
export function openPicker(): Opened {
  const before: unknown = Reflect.get(globalThis, OPEN)
  if (typeof before === 'function') Reflect.apply(before, undefined, [])
  const field = document.hasFocus() ? focusedField(document) : null
  if (field === null) return 'no-field'
  if (field === 'frame') return 'frame'
  const insertion = insertionAt(field)
  let asked = 0
  let chosen = false

  const close = (back: boolean) => {
    view.remove()
    Reflect.deleteProperty(globalThis, OPEN)
    if (back) insertion.restore()
  }
  const view = new PickerView({
    type: (query) => void find(query),
    choose: (row) => void take(row.id),
    close,
  })
  Reflect.set(globalThis, OPEN, () => close(false))

  async function find(query: string) {
    asked += 1
    const now = asked
    const found = await sendMessage('pageFind', { query }).catch(() => null)
    // An answer that was overtaken by the next letter's is not shown.
    if (found && now === asked && !chosen) view.show(found)
  }
  async function take(id: string) {
    if (chosen) return
    chosen = true
    const taken = await sendMessage('pageTake', { id }).catch(() => null)
    close(true)
    if (taken) insertion.insert(taken.text, taken.caret)
  }

  view.openBy(field.element)
  void find('')
  return 'opened'
}

import { Editor as DraftEditor, EditorState } from 'draft-js'
import { createElement, useState } from 'react'
import { render } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { createEditor, Node } from 'slate'
import { withHistory } from 'slate-history'
import { Editable, Slate, withReact } from 'slate-react'
import { byId, offer } from './offer.mjs'

const slate = withHistory(withReact(createEditor()))
createRoot(byId('slate')).render(
  createElement(
    Slate,
    { editor: slate, initialValue: [{ type: 'paragraph', children: [{ text: '' }] }] },
    createElement(Editable, {}),
  ),
)
offer(
  'Slate',
  () => byId('slate').querySelector('[contenteditable]'),
  () => slate.children.map((block) => Node.string(block)).join('\n'),
)

let draft = EditorState.createEmpty()
function Draft() {
  const [state, setState] = useState(draft)
  draft = state
  return createElement(DraftEditor, { editorState: state, onChange: setState })
}
// It wants the React of before.
render(createElement(Draft), byId('draft'))
offer(
  'Draft.js',
  () => byId('draft').querySelector('[contenteditable]'),
  () => draft.getCurrentContent().getPlainText('\n'),
)

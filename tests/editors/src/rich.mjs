import { ClassicEditor, Bold, Essentials, Paragraph } from 'ckeditor5'
import { createEditor as createLexical, $createParagraphNode, $getRoot } from 'lexical'
import { createEmptyHistoryState, registerHistory } from '@lexical/history'
import { registerPlainText } from '@lexical/plain-text'
import { registerRichText } from '@lexical/rich-text'
import Quill from 'quill'
import { Editor as Tiptap, getSchema } from '@tiptap/core'
import StarterKit from '@tiptap/starter-kit'
import { baseKeymap } from '@tiptap/pm/commands'
import { history, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { EditorState } from '@tiptap/pm/state'
import { EditorView } from '@tiptap/pm/view'
import { byId, offer } from './offer.mjs'

const schema = getSchema([StarterKit])
const prosemirror = new EditorView(byId('prosemirror'), {
  state: EditorState.create({
    schema,
    plugins: [history(), keymap({ 'Mod-z': undo }), keymap(baseKeymap)],
  }),
})
offer('ProseMirror', prosemirror.dom, () => textOfDoc(prosemirror.state.doc))

const tiptap = new Tiptap({ element: byId('tiptap'), extensions: [StarterKit] })
offer('TipTap', tiptap.view.dom, () => textOfDoc(tiptap.state.doc))

function textOfDoc(doc) {
  return doc.textBetween(0, doc.content.size, '\n', '\n')
}

for (const [id, name, register] of [
  ['lexical', 'Lexical', registerRichText],
  ['lexical-plain', 'Lexical, plain', registerPlainText],
]) {
  const lexical = createLexical({ namespace: id, onError: (error) => console.error(error) })
  register(lexical)
  registerHistory(lexical, createEmptyHistoryState(), 300)
  lexical.setRootElement(byId(id))
  lexical.update(() => {
    if (!$getRoot().getFirstChild()) $getRoot().append($createParagraphNode())
  })
  offer(name, byId(id), () => lexical.getEditorState().read(() => $getRoot().getTextContent()))
}

const quill = new Quill(byId('quill'), { theme: null })
offer('Quill', quill.root, () => quill.getText())

ClassicEditor.create(byId('ckeditor').firstElementChild, {
  licenseKey: 'GPL',
  plugins: [Essentials, Paragraph, Bold],
}).then((editor) => {
  offer(
    'CKEditor 5',
    () => editor.editing.view.getDomRoot(),
    () =>
      [...editor.model.document.getRoot().getChildren()]
        .map((block) => [...block.getChildren()].map((one) => one.data ?? '\n').join(''))
        .join('\n'),
  )
})

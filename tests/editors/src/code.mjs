import { basicSetup, EditorView } from 'codemirror'
import { editor as monaco } from 'monaco-editor/editor/editor.api.js'
import { byId, offer } from './offer.mjs'

const codemirror = new EditorView({ parent: byId('codemirror'), extensions: [basicSetup] })
offer('CodeMirror 6', codemirror.contentDOM, () => codemirror.state.doc.toString())

window.MonacoEnvironment = {
  getWorker: () => new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' }))),
}
const code = monaco.create(byId('monaco'), { value: '', language: 'plaintext' })
offer(
  'Monaco',
  () => byId('monaco'),
  () => code.getValue(),
  { focus: () => code.focus() },
)

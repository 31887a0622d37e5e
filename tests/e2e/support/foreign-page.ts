import { serve, type Served } from './serve.ts'

const STYLE = `<style>
  body { margin: 16px; font: 15px sans-serif; } iframe { width: 560px; height: 220px; border: 1px solid #ccc }
  div { color: red !important; font-size: 40px !important }
  textarea, [contenteditable], input { display: block; width: 500px; min-height: 40px; margin: 8px 0; font-size: 14px !important }
</style>`

const FIELDS = `<textarea id="box" aria-label="Reply">Before after</textarea>
<div id="editor" contenteditable aria-label="Note"><p>Dear</p></div>
<input id="line" aria-label="Subject"><input id="secret" type="password" aria-label="Password">`

/** Notes what a page's own scripts hear: of the box, and before anybody else of every key. */
const LISTEN = `<script>
  window.heard = []
  document.querySelector('#box').addEventListener('input', (event) => heard.push(event.inputType + ' ' + event.isTrusted))
  window.keys = []
  for (const name of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'focusin', 'focusout']) {
    window.addEventListener(name, (event) => keys.push(name + ' ' + (event.key ?? event.data ?? '')), true)
  }
</script>`

const PAGE = `<!doctype html><meta charset="utf-8"><title>Shop admin</title>${STYLE}
${FIELDS}
<iframe id="near" src="/frame"></iframe><iframe id="far"></iframe>
${LISTEN}
<script>
  document.querySelector('#far').src = location.href.replace('127.0.0.1', 'localhost') + 'frame'
</script>`

/** It takes no frames, and is alone with itself. */
const STRICT = `<!doctype html><meta charset="utf-8"><title>Strict</title>${STYLE}${FIELDS}${LISTEN}`

const FRAME = `<!doctype html><meta charset="utf-8"><title>Frame</title>${STYLE}<textarea id="box" aria-label="In a frame"></textarea>`

/**
 * Somebody else's web page with every kind of text field, on a host of its own; its frames are of two hosts. At `strict`
 * under its address is the same without frames, which forbids them, under `require-corp`.
 */
export async function startForeignPage(): Promise<Served> {
  const served = await serve((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    const isStrict = request.url === '/strict'
    // As strict as pages get: the list must not need anything of it.
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src ${isStrict ? "'none'" : "'self' http://localhost:*"}`,
    )
    if (isStrict) {
      response.setHeader('cross-origin-embedder-policy', 'require-corp')
      response.setHeader('cross-origin-opener-policy', 'same-origin')
    }
    response.end(request.url === '/frame' ? FRAME : isStrict ? STRICT : PAGE)
  })
  return { ...served, url: `${served.url}/` }
}

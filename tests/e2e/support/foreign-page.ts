import { createServer, type Server } from 'node:http'
import { once } from 'node:events'

/** Somebody else's web page with every kind of text field, on a host of its own; its frames are of two hosts. */
export interface ForeignPage {
  url: string
  close(): Promise<void>
}

const STYLE = `<style>
  body { margin: 16px; font: 15px sans-serif; } iframe { width: 560px; height: 220px; border: 1px solid #ccc }
  div { color: red !important; font-size: 40px !important }
  textarea, [contenteditable], input { display: block; width: 500px; min-height: 40px; margin: 8px 0; font-size: 14px !important }
</style>`

/** Notes what a page's own scripts hear, and tries to open the list, to read it, and to choose from it. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>Shop admin</title>${STYLE}
<textarea id="box" aria-label="Reply">Before after</textarea>
<div id="editor" contenteditable aria-label="Note"><p>Dear</p></div>
<input id="line" aria-label="Subject"><input id="secret" type="password" aria-label="Password">
<iframe id="near" src="/frame"></iframe><iframe id="far"></iframe>
<script>
  window.heard = []
  document.querySelector('#box').addEventListener('input', (event) => heard.push(event.inputType + ' ' + event.isTrusted))
  document.querySelector('#far').src = location.href.replace('127.0.0.1', 'localhost') + 'frame'
</script>`

const FRAME = `<!doctype html><meta charset="utf-8"><title>Frame</title>${STYLE}<textarea id="box" aria-label="In a frame"></textarea>`

export async function startForeignPage(): Promise<ForeignPage> {
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    // As strict as pages get: the list must not need anything of it.
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src *",
    )
    response.end(request.url === '/frame' ? FRAME : PAGE)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The page has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

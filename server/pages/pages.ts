import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import type { ChatSites } from '../edge/security-headers.ts'

/** Where the pages lie, and who may frame them. */
export interface PagesDeps {
  folder: string
  demo: boolean
  sites: ChatSites
}

/**
 * The customer's pages, as the build of `customer/` leaves them in `folder`. The loader script and the
 * assets may be used by any site, since that is what embedding the chat means.
 */
export async function pages(
  app: FastifyInstance,
  { folder, demo, sites }: PagesDeps,
): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
  })
  const file = (path: string, name: string, cacheControl = 'no-cache') =>
    app.get(path, (_request, reply) => {
      if (!existsSync(join(folder, name))) {
        reply.callNotFound()
        return reply
      }
      return reply.header('cache-control', cacheControl).sendFile(name, { cacheControl: false })
    })
  // Says which sites may frame it, for the page to hear none but those.
  app.get('/chat', async (request, reply) => {
    const name = join(folder, 'chat.html')
    if (!existsSync(name)) {
      reply.callNotFound()
      return reply
    }
    const html = await readFile(name, 'utf8')
    const named = sites.of(request.raw)?.join(' ') ?? ''
    return reply
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html.replace('<head>', () => `<head><meta name="baton-sites" content="${named}" />`))
  })
  // As a module it is asked for by CORS.
  app.addHook('onRequest', async ({ url }, reply) => {
    if (url.split('?')[0] === '/chat.js') reply.header('access-control-allow-origin', '*')
  })
  file('/chat.js', 'chat.js')
  // Where a link to a message leads; what it names is not looked at here.
  file('/c/:conversation', 'link.html')
  if (demo) {
    file('/shop', 'shop.html')
    app.get('/', (_request, reply) => reply.redirect('/shop'))
  }
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const name = `assets/${request.params['*']}`
    // Their names carry a hash of what is in them. An answer that there is no such file is not kept: see `httpErrors`.
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile(name, { cacheControl: false })
  })
}

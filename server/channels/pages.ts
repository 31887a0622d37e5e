import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * The customer's pages, as the build of `customer/` leaves them in `folder`. The loader script and the
 * assets may be used by any site, since that is what embedding the chat means.
 */
export async function pages(
  app: FastifyInstance,
  { folder, demo }: { folder: string; demo: boolean },
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
  file('/chat', 'chat.html')
  file('/chat.js', 'chat.js')
  // Where a link to a message leads; what it names is not looked at here.
  file('/c/:conversation', 'link.html')
  if (demo) {
    file('/shop', 'shop.html')
    app.get('/', (_request, reply) => reply.redirect('/shop'))
  }
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) => {
    const name = `assets/${request.params['*']}`
    // Their names carry a hash of what is in them.
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .sendFile(name, { cacheControl: false })
  })
}

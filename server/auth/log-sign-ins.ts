import type { FastifyInstance } from 'fastify'

/** Says in the log which tries to sign in were refused, and from where: never with what password, or whose. */
export function logSignIns(app: FastifyInstance): void {
  app.addHook('onResponse', async ({ url, ip, log }, { statusCode }) => {
    if (!url.startsWith('/api/auth/sign-in/') || statusCode < 400) return
    log.warn({ address: ip, statusCode }, 'a sign-in was refused')
  })
}

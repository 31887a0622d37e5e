import helmet from '@fastify/helmet'
import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** Which sites may show the chat that a request is for: as the team of its address has set it. */
export interface ChatSites {
  /** Empty is any site; null is none: the request is not for the chat, or nobody could be asked. */
  of(request: IncomingMessage): readonly string[] | null
}

const HOST = /^[\w.:[\]-]+$/

/**
 * What the browser is told to refuse. The pages load nothing from elsewhere; the chat, and only the chat,
 * may stand in a frame on another site: on those that the team has named, or on any.
 */
export async function securityHeaders(app: FastifyInstance, sites: ChatSites): Promise<void> {
  await app.register(helmet, {
    // Said by frame-ancestors; the older header cannot tell the chat from the rest.
    frameguard: false,
    // Whoever terminates TLS in front of the server decides this.
    strictTransportSecurity: false,
    // The loader script is made to be used by other sites.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    // Pages that are isolated themselves frame nothing that is not.
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // The chat shows files that it fetched with its token.
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        // Not every browser counts a WebSocket to the same host as 'self'.
        connectSrc: ["'self'", ({ headers }) => webSockets(headers.host)],
        frameSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: [(request) => ancestors(sites, request)],
      },
    },
  })
}

function webSockets(host: string | undefined): string {
  return host !== undefined && HOST.test(host) ? `ws://${host} wss://${host}` : "'self'"
}

function ancestors(sites: ChatSites, request: IncomingMessage): string {
  const named = sites.of(request)
  if (named === null) return "'none'"
  return named.length === 0 ? '*' : ["'self'", ...named].join(' ')
}

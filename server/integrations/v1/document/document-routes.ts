import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { documentPage } from './document-page.ts'
import { openApi } from './openapi.ts'
import { cardSchema } from './to-schema.ts'

const STYLE = join(import.meta.dirname, 'document-page.css')

/** The page loads its own style and nothing else. */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What `/v1` is, for programs and people: the same for everybody, and no secret. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  const document = openApi()
  const [json, card] = [JSON.stringify(document), JSON.stringify(cardSchema())]
  const [page, style] = [documentPage(document), await readFile(STYLE, 'utf8')]
  const give = (path: string, type: string, body: string) =>
    app.get(path, (_request, reply) =>
      reply
        .header('cache-control', 'no-cache')
        .header('content-security-policy', POLICY)
        .type(type)
        .send(body),
    )
  give('/openapi.json', 'application/json; charset=utf-8', json)
  give('/handoff-card.json', 'application/schema+json; charset=utf-8', card)
  give('/docs', 'text/html; charset=utf-8', page)
  give('/docs.css', 'text/css; charset=utf-8', style)
}

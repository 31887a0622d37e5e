import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import { id as idSchema } from '@baton/protocol/primitives.ts'
import { attachmentPath, UPLOAD_PART_BYTES, uploadPart } from '@baton/protocol/upload.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { Auth } from '../auth/create-auth.ts'
import { limitedAnswers } from '../edge/http-errors.ts'
import type { Config } from '../edge/config.ts'
import { isPostgres } from '../database/open.ts'
import { oneByOne } from '../ground/one-by-one.ts'
import { addressHash } from '../edge/address-key.ts'
import { isOriginAllowed } from '../edge/origin.ts'
import { parseBody } from '../edge/parse-body.ts'
import { tokenBuckets, type Rate, type TokenBucket } from '../edge/token-bucket.ts'
import { Refused } from '../ground/refused.ts'
import { downloadHeaders } from './download-headers.ts'
import { findAttachment } from './find-attachment.ts'
import { diskRoom } from './disk-room.ts'
import { receivePart, type FileDeps } from './receive-part.ts'
import { findAsker, type Asker } from './uploader.ts'

/** Requests per address and minute: a whole team behind one address, not a flood of guessed tokens. */
const PER_ADDRESS = 6_000
/** Parts of files, and files fetched, of one person: 50 MB at once, 5 MB/s over time. */
const REQUESTS: Rate = { perSecond: 20, burst: 200 }
/** New files of one person. */
const NEW_FILES: Rate = { perSecond: 1 / 3, burst: 40 }

/** What the routes of files work with. */
export interface AttachmentDeps extends FileDeps {
  auth: Auth
  config: Pick<
    Config,
    | 'webOrigins'
    | 'publicUrl'
    | 'files'
    | 'database'
    | 'diskReserve'
    | 'uploadLimits'
    | 'wordLastsMax'
  >
}

/**
 * Files, up and down. A bearer token is the only thing that opens them, in a header: an address with a secret in
 * it would end up in histories and logs (docs/decisions/0010-attachments.md).
 */
export async function attachmentRoutes(app: FastifyInstance, deps: AttachmentDeps): Promise<void> {
  const requests = tokenBuckets(REQUESTS, deps.clock)
  const newFiles = tokenBuckets(NEW_FILES, deps.clock)
  const { files: folder, database, diskReserve, uploadLimits: limits } = deps.config
  // Uploads leave room for messages where these are stored, too.
  const disks = isPostgres(database) ? [folder] : [folder, dirname(database)]
  const room = diskRoom(disks, diskReserve, deps.clock)
  const receiving = { ...deps, room, limits, oneByOne: oneByOne() }
  await app.register(rateLimit, { global: false, ...limitedAnswers })
  await app.register(multipart, {
    limits: { fileSize: UPLOAD_PART_BYTES, files: 1, fields: 3, parts: 4, fieldSize: 4_096 },
  })
  app.addHook('onRequest', ({ headers: { origin, host } }, _reply, done) => {
    done(isOriginAllowed({ origin, host }, deps.config) ? undefined : new Refused('forbidden'))
  })
  const limited = { config: { rateLimit: { max: PER_ADDRESS, timeWindow: 60_000 } } }

  async function askerOf(request: FastifyRequest): Promise<{ asker: Asker; id: string }> {
    const { wordLastsMax } = deps.config
    const asker = await findAsker({ ...deps, wordLastsMax }, request.headers.authorization)
    take(requests(asker.id))
    const params = v.safeParse(v.object({ id: idSchema }), request.params)
    if (!params.success) throw new Refused('not-found')
    return { asker, id: params.output.id }
  }

  app.post(attachmentPath(':id'), limited, async (request, reply) => {
    const { asker, id } = await askerOf(request)
    const { part, bytes } = await readPart(request)
    if (part.offset === 0) take(newFiles(asker.id))
    reply.header('cache-control', 'no-store')
    return receivePart(receiving, asker, addressHash(request.ip), id, part, bytes)
  })

  app.get(attachmentPath(':id'), limited, async (request, reply) => {
    const { asker, id } = await askerOf(request)
    const row = await findAttachment(deps.db, asker, id)
    const bytes = await deps.files.open(row)
    if (!bytes) throw new Refused('not-found')
    return reply.headers(downloadHeaders(row)).send(bytes)
  })
}

function take(bucket: TokenBucket): void {
  const retryAfterMs = bucket()
  if (retryAfterMs > 0) throw new Refused('rate-limited', { retryAfterMs })
}

/** The fields and the bytes of an upload's part. Throws `invalid` for anything else. */
async function readPart(request: FastifyRequest) {
  if (!request.isMultipart()) throw new Refused('invalid')
  const file = await request.file()
  if (file?.fieldname !== 'part') throw new Refused('invalid')
  const bytes = await file.toBuffer()
  const fields = Object.entries(file.fields).flatMap(([name, field]) =>
    field && 'value' in field && name !== 'part' ? [[name, field.value] as const] : [],
  )
  return { part: parseBody(uploadPart, Object.fromEntries(fields)), bytes }
}

import { failure, type Answer, type AskFailure } from '@baton/protocol/errors.ts'
import { attachmentPath } from '@baton/protocol/upload.ts'
import * as v from 'valibot'
import { askByHttp } from './ask-by-http.ts'
import type { SyncDeps } from './deps.ts'

/** In milliseconds. Chrome ends a background whose request takes longer than 30 s. */
const PATIENCE_MS = 28_000

/** Sends or fetches a part of a file by HTTP as the signed-in agent. Never throws. */
export async function askForFile<T>(
  deps: Pick<SyncDeps, 'fetch' | 'session'>,
  id: string,
  init: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<Answer<T, AskFailure>> {
  try {
    const session = await deps.session.load()
    if (session) {
      const response = await askByHttp(deps, `${session.serverUrl}${attachmentPath(id)}`, {
        ...init,
        headers: { authorization: `Bearer ${session.token}` },
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (response.ok) return { ok: true, data: await read(response) }
      return { ok: false, error: v.parse(failure, await response.json()) }
    }
  } catch {
    // No answer, or no usable one.
  }
  return { ok: false, error: { code: 'no-answer' } }
}

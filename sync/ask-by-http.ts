import type { SyncDeps } from './deps.ts'

/**
 * Sends an HTTP request to a Baton server; the only place that does. It sends no cookies: the token alone identifies
 * the agent. It follows no redirect, so a password, token or file goes only to the given address. Rejects when there
 * is no answer, or the answer is a redirect.
 */
export function askByHttp(
  { fetch }: Pick<SyncDeps, 'fetch'>,
  url: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  return fetch(url, { ...init, credentials: 'omit', redirect: 'error' })
}

/** Whether `url` answers with a redirect. Follows none, and sends no personal data. */
export async function isRedirected(
  { fetch }: Pick<SyncDeps, 'fetch'>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  const init = { credentials: 'omit', redirect: 'manual', signal } as const
  const answer = await fetch(url, init).catch(() => null)
  // For a redirect, browsers hide the target and the status.
  return answer?.type === 'opaqueredirect' || REDIRECTS.has(answer?.status ?? 0)
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

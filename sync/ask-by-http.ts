import type { SyncDeps } from './deps.ts'

/**
 * Asks a Baton server by HTTP; the only place that does. Cookies stay out of it: the token alone says who asks. No
 * redirect is followed: a password, a token or a file goes to the address that the agent gave, or nowhere. Rejects when
 * nobody answered, or the answer was a redirect.
 */
export function askByHttp(
  { fetch }: Pick<SyncDeps, 'fetch'>,
  url: string,
  init: RequestInit & { signal: AbortSignal },
): Promise<Response> {
  return fetch(url, { ...init, credentials: 'omit', redirect: 'error' })
}

/** Whether what answers at `url` sends whoever asks elsewhere. Follows nobody, and tells nothing of anybody. */
export async function isRedirected(
  { fetch }: Pick<SyncDeps, 'fetch'>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  const init = { credentials: 'omit', redirect: 'manual', signal } as const
  const answer = await fetch(url, init).catch(() => null)
  // Browsers hide where it leads, and the status with it.
  return answer?.type === 'opaqueredirect' || REDIRECTS.has(answer?.status ?? 0)
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

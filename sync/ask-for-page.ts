import type { Pace } from './pace.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'

/** How long to wait for a page, in milliseconds: many clients may be pulling, and the line may be slow. */
const PAGE_TIMEOUT_MS = 30_000

/** Asks for a page of the size that suits the line, and adjusts that size by the time it took. */
export async function askForPage<T>(
  { now, pace }: { now: () => number; pace: Pace },
  request: (bytes: number, timeoutMs: number) => Promise<Answer<T, AskFailure>>,
): Promise<Answer<T, AskFailure>> {
  const asked = now()
  const answer = await request(pace.bytes, PAGE_TIMEOUT_MS)
  if (answer.ok) pace.took(now() - asked)
  else if (answer.error.code === 'no-answer') pace.missed()
  return answer
}

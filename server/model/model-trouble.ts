import type { ModelTroubleKind } from '@baton/protocol/model.ts'

/** Kinds of trouble that another try soon may end. Of the others it would make no difference. */
const PASSING: ReadonlySet<ModelTroubleKind> = new Set([
  'unreachable',
  'too-slow',
  'cut-off',
  'no-first-token',
  'went-silent',
  'rate-limited',
  'server-error',
  'malformed',
  'empty',
  'too-much',
])

/** What a model's endpoint did instead of answering. */
export class ModelTrouble extends Error {
  readonly kind: ModelTroubleKind
  /** The endpoint's own words, shortened; empty where it said nothing. For admins and the log. */
  readonly detail: string
  /** How many milliseconds the endpoint asked to be left alone; null where it did not say. */
  readonly retryAfterMs: number | null
  /** The status that the request was refused with; null where it was not, as when an answer broke. */
  readonly status: number | null

  constructor(
    kind: ModelTroubleKind,
    detail = '',
    {
      retryAfterMs = null,
      status = null,
    }: { retryAfterMs?: number | null; status?: number | null } = {},
  ) {
    super(detail === '' ? `The model: ${kind}.` : `The model: ${kind}. ${detail}`)
    this.kind = kind
    this.detail = detail
    this.retryAfterMs = retryAfterMs
    this.status = status
  }

  /** Whether it may be gone at the next try. */
  get isPassing(): boolean {
    return PASSING.has(this.kind)
  }
}

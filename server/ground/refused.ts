import type { ErrorCode, Failure } from '@baton/protocol/errors.ts'

/** A request that is answered with a failure. Thrown inside a transaction it also takes the transaction back. */
export class Refused extends Error {
  readonly failure: Failure

  constructor(code: ErrorCode, more: Omit<Failure, 'code'> = {}) {
    super(code)
    this.failure = { code, ...more }
  }
}

import { commonProtocol, PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import type { Failure } from '@baton/protocol/errors.ts'
import { agentAuth } from '@baton/protocol/session.ts'
import * as v from 'valibot'
import { Refused } from '../ground/refused.ts'
import { failureOf, type OnFault } from '../edge/failure-of.ts'

/** Why a connection was refused, in the form socket.io sends as a `connect_error`. */
class ConnectionRefused extends Error {
  readonly data: Failure

  constructor(data: Failure) {
    super(data.code)
    this.data = data
  }
}

/**
 * A namespace's middleware. `admit` finds the owner of the token and throws `Refused` if there is none. Agents and
 * customers use the same handshake.
 */
export function admission<S extends { handshake: { auth: unknown } }>(
  onFault: OnFault,
  admit: (socket: S, token: string) => Promise<void>,
): (socket: S, next: (error?: Error) => void) => void {
  return (socket, next) => {
    const parsed = v.safeParse(agentAuth, socket.handshake.auth)
    if (!parsed.success) {
      next(new ConnectionRefused({ code: 'signed-out' }))
      return
    }
    const { token, ...spoken } = parsed.output
    if (commonProtocol(spoken) === null) {
      next(new ConnectionRefused({ code: 'protocol-mismatch', protocol: PROTOCOL_VERSION }))
      return
    }
    admit(socket, token).then(
      () => next(),
      (error: unknown) => {
        next(new ConnectionRefused(failureOf(unknownTeamIsSignedOut(error), onFault)))
      },
    )
  }
}

/** Turns `not-found` into `signed-out`: a session without its team is no session. */
function unknownTeamIsSignedOut(error: unknown): unknown {
  return error instanceof Refused && error.failure.code === 'not-found'
    ? new Refused('signed-out')
    : error
}

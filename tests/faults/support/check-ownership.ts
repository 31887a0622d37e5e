/** Who holds a conversation: the register that every move compares and sets. */
export interface Register {
  state: 'ai' | 'waiting' | 'human' | 'resolved'
  ownerId: string | null
  epoch: number
}

export type Asked = 'take-over' | 'hand-over' | 'transfer' | 'resolve'

/** One move that an agent asked for, and what it was answered. */
export interface MoveCall {
  who: string
  asked: Asked
  /** Receiver of a transfer. */
  to?: string
  /** The epoch the agent had seen. */
  epoch: number
  invoked: number
  /** Infinity when no answer came. */
  returned: number
  answer:
    | { status: 'ok'; now: Register }
    /** Another epoch was found, or another owner; `winner` is who holds it, null the AI or nobody. */
    | { status: 'lost'; winner: string | null }
    /** Against the rules for this agent at this moment. */
    | { status: 'refused' }
    | { status: 'unknown' }
}

/**
 * Whether one order of the calls explains every answer, with each call taking effect at one moment between
 * its asking and its answer (linearizability; the search is Wing and Gong's, "Testing and verifying
 * concurrent objects", 1993, with states that were seen left out). Answers null, or the shortest beginning
 * of the history that no order explains.
 */
export function checkOwnership(start: Register, calls: readonly MoveCall[]): string | null {
  if (isLinearizable(start, calls)) return null
  const ends = calls.map(({ returned }) => returned).sort((a, b) => a - b)
  for (const end of ends) {
    const beginning = upTo(calls, end)
    if (!isLinearizable(start, beginning)) return describe(start, beginning)
  }
  return describe(start, calls)
}

/** The history as it was at a moment: what was not answered by then was unknown. */
function upTo(calls: readonly MoveCall[], end: number): MoveCall[] {
  return calls
    .filter(({ invoked }) => invoked <= end)
    .map((call) =>
      call.returned <= end
        ? call
        : { ...call, returned: Infinity, answer: { status: 'unknown' as const } },
    )
}

function isLinearizable(start: Register, calls: readonly MoveCall[]): boolean {
  const inOrder = [...calls].sort((a, b) => a.invoked - b.invoked)
  const seen = new Set<string>()
  const open: { register: Register; left: readonly MoveCall[] }[] = [
    { register: start, left: inOrder },
  ]
  for (let at = open.pop(); at; at = open.pop()) {
    const { register } = at
    // An unanswered move under an epoch that has passed can do nothing any more.
    const left = at.left.filter(
      ({ answer, epoch }) => answer.status !== 'unknown' || epoch >= register.epoch,
    )
    if (left.every(({ answer }) => answer.status === 'unknown')) return true
    const key = JSON.stringify([register, left.map(({ invoked }) => invoked)])
    if (seen.has(key)) continue
    seen.add(key)
    const firstEnd = left.reduce((end, { returned }) => Math.min(end, returned), Infinity)
    for (const call of left) {
      if (call.invoked > firstEnd) break
      const next = after(register, call)
      if (next) open.push({ register: next, left: left.filter((other) => other !== call) })
    }
  }
  return false
}

/** The register after a call took effect; null when its answer would have been another one. */
function after(register: Register, call: MoveCall): Register | null {
  const result = call.epoch === register.epoch ? perform(register, call) : 'lost'
  const { answer } = call
  switch (answer.status) {
    case 'ok':
      return typeof result === 'object' && same(result, answer.now) ? result : null
    case 'lost':
      return result === 'lost' && answer.winner === register.ownerId ? register : null
    case 'refused':
      return result === 'refused' ? register : null
    case 'unknown':
      return typeof result === 'object' ? result : null
  }
}

/** The rules, written here a second time so that a mistake in the server's own is seen. */
function perform(register: Register, { who, asked, to }: MoveCall): Register | 'lost' | 'refused' {
  const epoch = register.epoch + 1
  const held = register.state === 'human'
  const mine = held && register.ownerId === who
  if (asked === 'take-over') {
    if (held) return mine ? 'refused' : 'lost'
    return { state: 'human', ownerId: who, epoch }
  }
  if (asked === 'hand-over') {
    return mine || register.state === 'waiting' ? { state: 'ai', ownerId: null, epoch } : 'refused'
  }
  if (asked === 'transfer') {
    return mine && to !== undefined && to !== who
      ? { state: 'human', ownerId: to, epoch }
      : 'refused'
  }
  const allowed = register.state !== 'resolved' && (mine || !held)
  return allowed ? { state: 'resolved', ownerId: null, epoch } : 'refused'
}

function same(a: Register, b: Register): boolean {
  return a.state === b.state && a.ownerId === b.ownerId && a.epoch === b.epoch
}

function describe(start: Register, calls: readonly MoveCall[]): string {
  const LAST = 8
  const lines = calls.slice(-LAST).map(({ who, asked, to, epoch, invoked, returned, answer }) => {
    return `  ${invoked}–${returned} ${who} ${asked}${to ? ` to ${to}` : ''} at epoch ${epoch}: ${JSON.stringify(answer)}`
  })
  const from = `from ${JSON.stringify(start)}, ${calls.length} calls, the last of them`
  return `no order of moves explains this history (${from}):\n${lines.join('\n')}`
}

/** How long a page waits for the server's word before it shows the button all the same, in ms. */
const WAITS_MS = 2_000

interface Asked {
  /** Origin of the Baton server. */
  origin: string
  /** The team's public name (slug). */
  team: string
  /** Loads a module. */
  load: (address: string) => Promise<unknown>
  later: (ms: number, run: () => void) => void
}

interface Answered {
  /** The team is there, or nobody says otherwise; called once at most. */
  go: () => void
  /** There is no such team. Called instead of `go`, or after it when the answer was slow. */
  stop: () => void
}

/**
 * Asks the server whether it has this team. By a module at the script's own address: a page's policy that lets the
 * script in lets this in as well, whatever else it refuses, and the browser's own cache keeps the answer for a day.
 * A server that cannot be reached is no reason to show nothing: the chat says so itself.
 */
export function askForTeam({ origin, team, load, later }: Asked, { go, stop }: Answered): void {
  let isSettled = false
  const goOnce = () => {
    if (isSettled) return
    isSettled = true
    go()
  }
  later(WAITS_MS, goOnce)
  const query = new URLSearchParams({ team, known: '1' })
  load(`${origin}/chat.js?${query.toString()}`).then((said) => {
    if (!isNo(said)) {
      goOnce()
      return
    }
    isSettled = true
    stop()
  }, goOnce)
}

function isNo(said: unknown): boolean {
  return typeof said === 'object' && said !== null && 'default' in said && said.default === false
}

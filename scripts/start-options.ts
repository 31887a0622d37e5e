import { parseArgs } from 'node:util'

/** What may be asked of `npm start`, behind `--`. */
export interface StartOptions {
  /** Whether a second window opens, in a profile of its own, with a colleague signed in. */
  two: boolean
}

/** Reads the arguments of `npm start`. Throws with what there is when it does not know one. */
export function startOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { two: { type: 'boolean', default: false } },
    })
    return values
  } catch {
    throw new Error(
      `npm start does not know "${args.join(' ')}". There is: npm start -- --two (a second window, signed in as a colleague)`,
    )
  }
}

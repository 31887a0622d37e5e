import * as v from 'valibot'
import { explainStartFailure } from '../edge/start-failure.ts'
import { askPassword } from './ask-password.ts'
import { carryOut } from './carry-out.ts'
import { operatorRequest, type OperatorRequest } from './request.ts'

interface Command {
  command: OperatorRequest['command']
  /** The arguments, in their order, by the names of the request's fields. */
  takes: readonly string[]
  /** Flags that may be said along, and the fields they set. */
  flags?: Readonly<Record<string, string>>
  /** Whose password is asked for, and the variable that it may be in; without it there is none. */
  password?: { whose: string; variable: string }
  /** How it is called, after `npm run`. */
  usage: string
}

/** The operator has called a command in another way than it works. */
class WrongUsage extends Error {}

/**
 * Runs an operator's command and ends the process: with 0 and what came of it, or with 1 and a sentence that says
 * what to do. How it is called is said only to whoever called it otherwise.
 */
export async function runCommand(command: Command): Promise<never> {
  try {
    console.log(await carryOut(await requestOf(command), process.env))
    process.exit(0)
  } catch (error) {
    if (error instanceof WrongUsage) {
      console.error(error.message)
      console.error(`Usage: npm run ${command.usage}`)
    } else console.error(explainStartFailure(error) ?? error)
    process.exit(1)
  }
}

async function requestOf(command: Command): Promise<OperatorRequest> {
  const { flags = {}, takes } = command
  const fields: Record<string, unknown> = { command: command.command }
  for (const field of Object.values(flags)) fields[field] = false
  const given = process.argv.slice(2).filter((argument) => {
    const field = flags[argument]
    if (field !== undefined) fields[field] = true
    else if (argument.startsWith('--')) throw new WrongUsage(`There is no option ${argument}.`)
    return field === undefined
  })
  if (given.length !== takes.length) {
    throw new WrongUsage(`It takes ${takes.length} arguments, and ${given.length} were given.`)
  }
  takes.forEach((field, index) => (fields[field] = given[index]))
  // What can be wrong is said before a password is typed.
  if (command.password) {
    check({ ...fields, password: 'not asked for yet' })
    fields['password'] = await askPassword(command.password)
  }
  return check(fields)
}

function check(fields: object): OperatorRequest {
  const parsed = v.safeParse(operatorRequest, fields)
  if (parsed.success) return parsed.output
  throw new WrongUsage(parsed.issues[0].message)
}

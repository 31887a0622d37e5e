import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { NotPossible } from '../ground/not-possible.ts'

/**
 * A password that stands in no argument, and so in no shell's history or list of processes: from a variable, typed
 * without being shown, or from what is piped in.
 */
export async function askPassword({
  whose,
  variable,
}: {
  whose: string
  variable: string
}): Promise<string> {
  const set = process.env[variable]
  if (set !== undefined) return set
  if (!process.stdin.isTTY) {
    const piped = (await text(process.stdin)).replace(/\r?\n$/, '')
    if (piped !== '') return piped
    throw new NotPossible(
      `There is no password: type it at a terminal, pipe it in, or set ${variable}.`,
    )
  }
  const typed = await typeUnseen(`Password of ${whose}: `)
  if (typed !== (await typeUnseen('The same once more: '))) {
    throw new NotPossible('The two were not the same. Nothing was changed.')
  }
  return typed
}

async function typeUnseen(question: string): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true })
  // Without this Ctrl+C would only end the question.
  terminal.on('SIGINT', () => process.exit(130))
  process.stderr.write(question)
  const typed = await terminal.question('')
  terminal.close()
  process.stderr.write('\n')
  return typed
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Where Node keeps what it has compiled: a server of the tests, of which there are hundreds, starts in half the time. */
const COMPILED = join(ROOT, '.baton', 'compiled')

/** How a command of the checkout ended: its exit code and everything it printed. */
export interface StepResult {
  code: number
  output: string
}

/**
 * Runs a command of the checkout (a name from node_modules/.bin, or any on the PATH). `show` lets it print as
 * it goes; otherwise what it prints is only returned.
 */
export function runStep(
  command: string,
  args: readonly string[],
  { show = false, env = {} }: { show?: boolean; env?: Record<string, string> } = {},
): Promise<StepResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { NODE_COMPILE_CACHE: COMPILED, ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const take = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString()
      if (show) to.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

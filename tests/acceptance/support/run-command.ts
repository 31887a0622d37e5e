import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ROOT } from '../../../scripts/run-step.ts'

/** How an operator's command ended, and what it said. */
export interface Said {
  code: number | null
  out: string
  err: string
}

/** Runs one of the commands of `server/operator/` in a process of its own, as npm would; `input` is piped in. */
export async function runCommand(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  input = '',
): Promise<Said> {
  const child = spawn(process.execPath, [join(ROOT, 'server', 'operator', file), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.end(input)
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { code: child.exitCode, out: out.trim(), err: err.trim() }
}

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from './run-step.ts'

/** A server in a process of its own. */
export interface ServerProcess {
  /** Where it listens, without a slash at the end. */
  url: string
  pid: number
  /** Asks it to stop (SIGTERM) and waits until it has. */
  stop(): Promise<void>
  /** Ends it on the spot (SIGKILL), as a crash would. */
  kill(): Promise<void>
  /** Resolves with the exit code once it has ended, however it did. */
  ended: Promise<number | null>
}

/** Printed by the server once it listens. */
const LISTENING = /"url":"(https?:\/\/[^"]+)"/

/**
 * Starts `server/main.ts` (or another program of the checkout that announces itself the same way) with these
 * environment variables. `log` gets what it prints. Throws with the server's own words if it ends before it listens.
 */
export async function startServerProcess(
  env: Record<string, string>,
  {
    log,
    program = 'server/main.ts',
    args = [],
  }: { log?: (line: string) => void; program?: string; args?: readonly string[] } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [join(ROOT, program), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null))
  const url = await listeningAt(child, ended, log)
  return {
    url,
    pid: child.pid ?? 0,
    ended,
    stop: () => end(child, 'SIGTERM', ended),
    kill: () => end(child, 'SIGKILL', ended),
  }
}

function listeningAt(
  child: ChildProcess,
  ended: Promise<number | null>,
  log?: (line: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const read = (stream: NodeJS.ReadableStream | null, take: (line: string) => void) => {
      if (stream) createInterface({ input: stream }).on('line', take)
    }
    read(child.stderr, (line) => {
      said.push(line)
      log?.(line)
    })
    read(child.stdout, (line) => {
      said.push(line)
      const found = LISTENING.exec(line)
      if (found?.[1]) resolve(found[1])
      else log?.(line)
    })
    void ended.then((code) => {
      reject(
        new Error(
          `The server ended (code ${code ?? 'signal'}) before it listened:\n${said.join('\n')}`,
        ),
      )
    })
  })
}

async function end(
  child: ChildProcess,
  signal: NodeJS.Signals,
  ended: Promise<number | null>,
): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  await ended
}

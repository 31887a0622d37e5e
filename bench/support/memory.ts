import { readFile } from 'node:fs/promises'

/** Resident memory of a process in MB (1,000,000 bytes). Linux only: read from /proc. */
export async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  if (!kib) throw new Error(`Process ${pid} has no resident memory.`)
  return (Number(kib) * 1_024) / 1_000_000
}

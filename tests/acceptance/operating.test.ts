import { execFile, spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { ROOT } from '../../scripts/run-step.ts'
import { connectAgent, connectCustomer, signIn } from './support/clients.ts'
import { createDatabase, ENGINES, type Engine } from './support/databases.ts'
import { shellBlocks } from './support/shell-blocks.ts'
import { pullAll } from './support/world.ts'
import { refusalOf } from '../support/verbs.ts'

// docs/operating.md, followed literally in a fresh copy of the checkout: each of its blocks of shell is run as it
// stands. Only the folders are the test's own, the packages are there already, and passwords come by variable.

/** Every command is npm and a process of its own. */
const SLOW_MS = 900_000
const PASSWORD = 'correct horse battery'
const run = promisify(execFile)

/** Folders that are no part of a fresh copy. */
const LEFT_OUT = /^(node_modules|\.git|\.baton|\.output|\.wxt|coverage|bench|tests)$/

class Operator {
  readonly #checkout = mkdtempSync(join(tmpdir(), 'baton-checkout-'))
  readonly #data = mkdtempSync(join(tmpdir(), 'baton-var-'))
  readonly #blocks = shellBlocks(readFileSync(join(ROOT, 'docs', 'operating.md'), 'utf8'))
  readonly #engine: Engine
  #server: { shell: ChildProcess; pid: number } | null = null

  constructor(engine: Engine) {
    this.#engine = engine
    cpSync(ROOT, this.#checkout, {
      recursive: true,
      filter: (path) => {
        const [first = '', second] = path.slice(ROOT.length).split('/').filter(Boolean)
        return !LEFT_OUT.test(first) && second !== 'node_modules'
      },
    })
    for (const folder of ['', 'server', 'customer', 'protocol', 'domain', 'rendering']) {
      const packages = join(ROOT, folder, 'node_modules')
      if (existsSync(packages)) symlinkSync(packages, join(this.#checkout, folder, 'node_modules'))
    }
  }

  /** The settings' file, which the second section makes. */
  get settings(): string {
    return join(this.#data, 'baton', 'baton.env')
  }

  /** Runs the blocks of a section that are for this engine; those for a stopped server only if it is `stopped`. */
  async follow(section: number, stopped = false): Promise<string> {
    let said = ''
    const blocks = this.#blocks.filter((block) => block.section === section)
    expect(blocks).not.toEqual([])
    for (const { marks, text } of blocks) {
      if (marks.includes('stopped') !== stopped) continue
      if (this.#isOther(marks, text)) continue
      said += await this.#shell(text)
    }
    return said
  }

  async start(): Promise<string> {
    const [block] = this.#blocks.filter(({ section }) => section === 4)
    const child = spawn('sh', ['-c', `${this.#loaded()}\n${this.#here(block?.text ?? '')}`], {
      cwd: this.#checkout,
      env: this.#env(),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url, pid] = /"event":"listening","url":"([^"]+)","pid":(\d+)/.exec(line) ?? []
      if (url === undefined) continue
      this.#server = { shell: child, pid: Number(pid) }
      return url
    }
    throw new Error('The server ended before it listened.')
  }

  /** SIGTERM to all that the terminal had started, as its closing would send it; waits until the server is gone. */
  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server?.shell.pid) return
    process.kill(-server.shell.pid, 'SIGTERM')
    await expect.poll(() => isAlive(server.pid), { timeout: 60_000, interval: 100 }).toBe(false)
  }

  async end(): Promise<void> {
    await this.stop()
    for (const folder of [this.#checkout, this.#data])
      rmSync(folder, { recursive: true, force: true })
  }

  /** What is for the other engine: marked so, or SQLite's own backup. */
  #isOther(marks: readonly string[], text: string): boolean {
    const isPostgres = marks.includes('postgres')
    if (this.#engine === 'sqlite') return isPostgres
    return !isPostgres && /sqlite/.test(text) && !text.includes('baton.env')
  }

  async #shell(text: string): Promise<string> {
    const script = `set -e\n${this.#loaded()}\n${this.#here(text)}`
    const { stdout } = await run('sh', ['-c', script], { cwd: this.#checkout, env: this.#env() })
    return stdout
  }

  #loaded(): string {
    return existsSync(this.settings) ? `set -a; . ${this.settings}; set +a` : ''
  }

  #here(text: string): string {
    return text.replaceAll('/var/lib/', `${this.#data}/`).replaceAll(/^npm ci$/gm, 'true')
  }

  #env(): NodeJS.ProcessEnv {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('BATON_')),
    )
    const passwords = { BATON_ADMIN_PASSWORD: PASSWORD, BATON_AGENT_PASSWORD: PASSWORD }
    return { ...env, ...passwords, BATON_PORT: '0', BATON_LOG_LEVEL: 'fatal' }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A setting of the file, changed as an editor would. */
function set(file: string, name: string, value: string): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  writeFileSync(
    file,
    lines.map((line) => (line.startsWith(`${name}=`) ? `${name}=${value}` : line)).join('\n'),
  )
}

test.each(ENGINES)(
  'docs/operating.md followed literally works, on %s',
  { timeout: SLOW_MS },
  async (engine) => {
    const operator = new Operator(engine)
    const database = await createDatabase(engine)
    onTestFinished(async () => {
      await operator.end()
      await database.remove()
    }, 60_000)

    await operator.follow(1)
    await operator.follow(2)
    const made = readFileSync(operator.settings, 'utf8')
    await operator.follow(2)
    expect(readFileSync(operator.settings, 'utf8')).toBe(made)
    if (engine === 'postgres') set(operator.settings, 'BATON_DATABASE', database.address)
    expect(await operator.follow(3)).toContain('The team Your Team is there')

    let url = await operator.start()
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(url)).text()).toContain('Baton is running')
    const admin = async () => {
      const { token } = await signIn(url, 'you@example.com', PASSWORD)
      return connectAgent(url, token ?? '')
    }
    const dimas = await admin()
    const before = await pullAll(dimas)

    const said = await operator.follow(6)
    for (const words of [
      'is in the team',
      'colleague@example.com\tagent',
      'now admin',
      'new password',
      'signed out',
      'is out',
    ]) {
      expect(said).toContain(words)
    }
    // With the server running all the while: nobody had to start over.
    const after = await pullAll(dimas, { timeline: before.timeline, after: before.rev })
    expect(after.timeline).toBe(before.timeline)
    expect(dimas.socket.connected).toBe(true)

    // Backed up while somebody writes.
    const customer = await connectCustomer(url, 'your-team')
    const write = async (text: string) => await customer.says(text)
    const written: number[] = []
    const load = { goesOn: true }
    const loaded = (async () => {
      while (load.goesOn) written.push((await write(`during ${written.length}`)).seq)
    })()
    await write('before the backup')
    await operator.follow(9)
    load.goesOn = false
    await loaded
    await write('lost with the restore')
    const seen = await pullAll(dimas)
    customer.socket.disconnect()
    dimas.socket.disconnect()
    await operator.stop()
    await operator.follow(10, true)

    url = await operator.start()
    const back = await admin()
    const stale = { timeline: seen.timeline, after: seen.rev, horizon: 0, limit: 100 }
    expect((await refusalOf(back.ask('changes:pull', stale))).code).toBe('cursor-unknown')
    const texts = (await pullAll(back)).rows.flatMap((row) =>
      row.kind === 'message' ? [row.value.text] : [],
    )
    expect(texts).toContain('before the backup')
    expect(texts).not.toContain('lost with the restore')

    // The secret is changed: everybody is out, nothing else is gone.
    const { token } = back
    back.socket.disconnect()
    await operator.stop()
    set(operator.settings, 'BATON_SECRET', 'y'.repeat(64))
    url = await operator.start()
    await expect(connectAgent(url, token)).rejects.toMatchObject({ data: { code: 'signed-out' } })
    const again = await admin()
    again.socket.disconnect()
    await operator.stop()
  },
)

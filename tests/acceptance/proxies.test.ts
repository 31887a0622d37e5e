import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { io } from 'socket.io-client'
import { v7 as newId } from 'uuid'
import { afterEach, expect, test } from 'vitest'
import { CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { PROTOCOL_VERSION } from '@baton/protocol/version.ts'
import { ROOT } from '../../scripts/run-step.ts'
import { connectCustomer } from './support/clients.ts'
import { fetchFile, uploaded } from './support/files.ts'
import { freePort } from './support/postgres.ts'
import { startWorld, takenOver, type World } from './support/world.ts'

// The proxies of docs/operating.md in front of a real server, set up as it says. Only names, ports and the certificate
// are the test's own.

const document = readFileSync(join(ROOT, 'docs', 'operating.md'), 'utf8')

/** The block of the document in a language. */
function block(language: string): string {
  const found = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(document)
  if (!found?.[1]) throw new Error(`docs/operating.md has no block of ${language}.`)
  return found[1]
}

interface Place {
  folder: string
  port: number
  upstream: string
  certificate: string
  key: string
}

/** What of the document a name, a port and a certificate are put in place of; each stands in it. */
function replaced(text: string, places: Record<string, string>): string {
  return Object.entries(places).reduce((made, [from, to]) => {
    expect(made).toContain(from)
    return made.replaceAll(from, to)
  }, text)
}

const PROXIES: Record<string, (place: Place) => ChildProcess> = {
  nginx({ folder, port, upstream, certificate, key }) {
    const site = replaced(block('nginx'), {
      'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
      'server_name baton.example.com': 'server_name localhost',
      '/etc/ssl/certs/baton.example.com.pem': certificate,
      '/etc/ssl/private/baton.example.com.key': key,
      'http://127.0.0.1:8787': upstream,
    })
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    )
    const file = join(folder, 'nginx.conf')
    // As root its workers would be somebody else, to whom the folder is closed.
    const user = process.getuid?.() === 0 ? 'user root;\n' : ''
    const main = `${user}pid ${folder}/pid;\nevents {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${site}}\n`
    writeFileSync(file, main)
    const args = ['-c', file, '-p', folder, '-e', 'stderr', '-g', 'daemon off;']
    return spawn('nginx', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  },
  caddy({ folder, port, upstream, certificate, key }) {
    const site = replaced(block('caddyfile'), {
      'baton.example.com {': `https://localhost:${port} {\n  tls ${certificate} ${key}`,
      '127.0.0.1:8787': new URL(upstream).host,
    })
    const file = join(folder, 'Caddyfile')
    writeFileSync(
      file,
      `{\n  admin off\n  auto_https disable_redirects\n  log {\n    level ERROR\n  }\n}\n${site}`,
    )
    return spawn('caddy', ['run', '--config', file, '--adapter', 'caddyfile'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    })
  },
}

let folder: string
let world: World
let proxy: ChildProcess
afterEach(async () => {
  const ended = new Promise((resolve) => proxy.once('exit', resolve))
  proxy.kill()
  await ended
  await world.end()
  rmSync(folder, { recursive: true })
  setDefaultCACertificates(known)
}, 60_000)

const known = getCACertificates()

/** A certificate for this machine's own name, signed by itself and known to this process. */
function selfSigned(): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')]
  const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2']
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const args = ['req', '-x509', ...how, ...names, '-keyout', key, '-out', certificate]
  execFileSync('openssl', args, { stdio: 'ignore' })
  setDefaultCACertificates([...known, readFileSync(certificate, 'utf8')])
  return { certificate, key }
}

test.each(Object.keys(PROXIES))(
  '%s, set up as docs/operating.md says, passes all on',
  async (name) => {
    folder = mkdtempSync(join(tmpdir(), 'baton-proxy-'))
    const port = await freePort()
    const url = `https://localhost:${port}`
    const config = { proxies: 1, publicUrl: url, customersPerAddress: 4 }
    world = await startWorld('sqlite', { config, timing: { heartbeat: 20_000 } })
    const place = { folder, port, upstream: world.server.url, ...selfSigned() }
    proxy = PROXIES[name]?.(place) ?? expect.fail(name)
    await expect
      .poll(() =>
        fetch(`${url}/readyz`).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBe(200)

    const page = await fetch(`${url}/chat?team=nusa`)
    expect(page.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect(page.headers.get('content-security-policy')).toContain('default-src')

    // Over a WebSocket both ways, as pages of the address itself open it.
    const customer = await connectCustomer(url, 'nusa')
    const agent = await world.agent('rina')
    const { id: conversationId, epoch } = await takenOver(agent, customer)
    const said = {
      id: newId(),
      conversationId,
      epoch,
      text: 'Hello',
      visibility: 'everyone' as const,
    }
    await agent.ask('message:send', { ...said, attachments: [] })
    await expect.poll(() => customer.messages.map(({ text }) => text)).toContain('Hello')
    const { socket } = customer
    const auth = { token: customer.token, protocol: PROTOCOL_VERSION }
    // By requests too, which pass under the same conditions.
    for (const transport of ['websocket', 'polling']) {
      const ofPage = io(`${url}${CUSTOMER_NAMESPACE}`, {
        ...{ auth, transports: [transport], forceNew: true, reconnection: false },
        extraHeaders: { origin: url },
      })
      await new Promise((resolve, reject) => {
        ofPage.once('hello', resolve)
        ofPage.once('connect_error', reject)
      })
      const told = new Promise((resolve) => ofPage.once('message:added', resolve))
      const asked: unknown = await ofPage.emitWithAck('message:send', {
        ...{ id: newId(), text: `By ${transport}` },
      })
      expect(asked).toMatchObject({ ok: true })
      expect(await told).toMatchObject({ text: `By ${transport}` })
      ofPage.disconnect()
    }

    // A file in parts, each larger than what is left of a header, and back.
    const bytes = Buffer.alloc(700_000, 'a line of text\n')
    const asker = { url, token: customer.token }
    const file = await uploaded(asker, 'long.txt', bytes)
    const back = await fetchFile(asker, file.id)
    expect(back.body).toEqual(bytes)
    socket.disconnect()

    // The proxy's word counts for where somebody is, not theirs.
    const statuses: number[] = []
    for (let n = 1; n <= 4; n += 1) {
      const { status } = await fetch(`${url}/api/customers`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${n}` },
        body: JSON.stringify({ team: 'nusa' }),
      })
      statuses.push(status)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
  },
)

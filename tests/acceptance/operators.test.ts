import { existsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServerProcess, type ServerProcess } from '../../scripts/server-process.ts'
import { connectAgent, connectCustomer, signIn, type AgentClient } from './support/clients.ts'
import { createDatabase, ENGINES, type TestDatabase } from './support/databases.ts'
import { fetchFile } from './support/files.ts'
import { runCommand } from './support/run-command.ts'
import { until } from './support/world.ts'

// Operators' commands as they are called, in processes of their own, beside a server in another one.

/** Every command is a process of its own, which takes its time to start on a busy machine. */
const SLOW_MS = 240_000

const FIRST = 'correct horse battery'
const SECOND = 'another horse battery'

describe.each(ENGINES)(
  "an operator's commands beside a running server on %s",
  { timeout: SLOW_MS },
  (engine) => {
    let database: TestDatabase
    let server: ServerProcess
    let env: Record<string, string>
    let dimas: AgentClient
    const sockets: { disconnect(): unknown }[] = []

    const run = (file: string, args: readonly string[], input = '') =>
      runCommand(file, args, env, input)
    const done = async (file: string, args: readonly string[], input = '') => {
      const said = await run(file, args, input)
      expect(said).toMatchObject({ code: 0, err: '' })
      return said.out
    }
    const agent = async (email: string, password = FIRST) => {
      const { token } = await signIn(server.url, email, password)
      if (token === null) throw new Error(`${email} could not sign in.`)
      const client = await connectAgent(server.url, token)
      sockets.push(client.socket)
      return client
    }
    const refusedFor = (token: string) =>
      connectAgent(server.url, token).then(
        () => 'let in',
        (error: unknown) => JSON.stringify(Reflect.get(Object(error), 'data')),
      )

    beforeAll(async () => {
      database = await createDatabase(engine)
      env = { BATON_DATABASE: database.address, BATON_FILES: database.files }
      await done('create-team.ts', ['nusa', 'Nusa Goods', 'Dimas', 'dimas@nusa.example'], FIRST)
      server = await startServerProcess({
        ...{ ...env, BATON_PORT: '0', BATON_SECRET: 'x'.repeat(32), BATON_LOG_LEVEL: 'fatal' },
      })
      dimas = await agent('dimas@nusa.example')
    }, SLOW_MS)
    afterAll(async () => {
      for (const socket of sockets) socket.disconnect()
      await server.stop()
      await database.remove()
    })

    test(
      'an agent is added, told to everybody at once, and nobody has to start over',
      async () => {
        const cursor = { timeline: dimas.hello.timeline, after: dimas.hello.rev }
        const heard: number[] = []
        dimas.socket.on('heartbeat', ({ rev }) => heard.push(rev))
        dimas.socket.on('changed', ({ rev }) => heard.push(rev))
        const out = await done(
          'add-agent.ts',
          ['nusa', 'agent', 'Rina', 'rina@nusa.example'],
          FIRST,
        )
        expect(out).toContain('Rina is in the team Nusa Goods')
        await until(() => heard.at(-1))
        const page = await dimas.ask('changes:pull', { ...cursor, horizon: 0, limit: 100 })
        expect(page.timeline).toBe(dimas.hello.timeline)
        expect(page.rows.map(({ value }) => value)).toContainEqual(
          expect.objectContaining({ name: 'Rina', active: true }),
        )
        expect(await done('list-agents.ts', ['nusa'])).toContain('rina@nusa.example\tagent')
        await agent('rina@nusa.example')
      },
      SLOW_MS,
    )

    test(
      'a new password ends what the old one opened, by whichever command it was set',
      async () => {
        for (const command of ['reset-password.ts', 'add-agent.ts']) {
          const rina = await agent('rina@nusa.example')
          const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
          const args =
            command === 'add-agent.ts'
              ? ['nusa', 'agent', 'Rina', 'rina@nusa.example']
              : ['nusa', 'rina@nusa.example']
          await done(command, args, SECOND)
          expect(await told).toEqual({ code: 'signed-out' })
          await until(() => (rina.socket.disconnected ? true : undefined))
          expect(await refusedFor(rina.token)).toContain('signed-out')
          expect(await fetchFile({ url: server.url, token: rina.token }, newId())).toMatchObject({
            status: 401,
          })
          expect((await signIn(server.url, 'rina@nusa.example', FIRST)).status).toBe(401)
          await agent('rina@nusa.example', SECOND)
          await done('reset-password.ts', ['nusa', 'rina@nusa.example'], FIRST)
        }
      },
      SLOW_MS,
    )

    test(
      'somebody who is signed out everywhere may sign in again',
      async () => {
        const rina = await agent('rina@nusa.example')
        const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
        await done('sign-out-agent.ts', ['nusa', 'rina@nusa.example'])
        expect(await told).toEqual({ code: 'signed-out' })
        expect(await refusedFor(rina.token)).toContain('signed-out')
        await agent('rina@nusa.example')
      },
      SLOW_MS,
    )

    test(
      'a role counts from the next request on',
      async () => {
        const rina = await agent('rina@nusa.example')
        const change = () => rina.socket.emitWithAck('team:change', { templateEditors: 'admins' })
        expect(await change()).toMatchObject({ error: { code: 'forbidden' } })
        await done('set-role.ts', ['nusa', 'rina@nusa.example', 'admin'])
        expect(await change()).toMatchObject({ ok: true })
        await done('set-role.ts', ['nusa', 'rina@nusa.example', 'agent'])
        expect(await change()).toMatchObject({ error: { code: 'forbidden' } })
        expect(rina.socket.connected).toBe(true)
      },
      SLOW_MS,
    )

    test(
      'somebody who is removed is out, what they held waits, and being removed again is harmless',
      async () => {
        const rina = await agent('rina@nusa.example')
        const customer = await connectCustomer(server.url, 'nusa')
        sockets.push(customer.socket)
        await customer.says('Hello')
        await customer.ask('human:ask', {})
        const waiting = await until(() =>
          rina.changes
            .flatMap(({ rows }) => rows)
            .flatMap((row) => (row.kind === 'conversation' ? [row.value] : []))
            .findLast(({ state }) => state === 'waiting'),
        )
        await rina.takeOver(waiting)
        const told = new Promise((resolve) => rina.socket.once('signed-out', resolve))
        const views: string[] = []
        customer.socket.on('view:changed', ({ state }) => views.push(state))
        customer.socket.on('hello', ({ view }) => views.push(view.state))
        expect(await done('remove-agent.ts', ['nusa', 'rina@nusa.example'])).toContain('is out')
        expect(await told).toEqual({ code: 'forbidden' })
        await until(() => views.find((state) => state === 'waiting'))
        expect(await refusedFor(rina.token)).toContain('forbidden')
        expect(await fetchFile({ url: server.url, token: rina.token }, newId())).toMatchObject({
          status: 403,
        })
        await done('remove-agent.ts', ['nusa', 'rina@nusa.example'])
        expect(await done('list-agents.ts', ['nusa'])).toContain('rina@nusa.example\tremoved')
      },
      SLOW_MS,
    )

    test.each([
      ['remove-agent.ts', ['nusa', 'dimas@nusa.example']],
      ['set-role.ts', ['nusa', 'dimas@nusa.example', 'agent']],
      ['add-agent.ts', ['nusa', 'agent', 'Dimas', 'dimas@nusa.example']],
    ])('%s does not take the last admin away without a word', async (file, args) => {
      const { code, err } = await run(file, args, FIRST)
      expect(err).toContain('last admin')
      expect(err).not.toContain('Usage')
      expect(code).toBe(1)
      expect(dimas.socket.connected).toBe(true)
    })

    test.each([
      [
        'add-agent.ts',
        ['nope', 'agent', 'Ana', 'ana@nusa.example'],
        'no team with the slug nope',
        false,
      ],
      ['remove-agent.ts', ['nusa', 'nobody@nusa.example'], 'Nobody in the team', false],
      [
        'set-role.ts',
        ['nusa', 'rina@nusa.example', 'admin'],
        'agent:add takes them in again',
        false,
      ],
      [
        'create-team.ts',
        ['nusa', 'Again', 'Ana', 'ana@nusa.example'],
        'team called nusa already',
        false,
      ],
      ['add-agent.ts', ['nusa', 'agent', 'x'.repeat(121), 'ana@nusa.example'], 'at most 120', true],
      ['add-agent.ts', ['nusa', 'agent', 'Ana\nB', 'ana@nusa.example'], 'on one line', true],
      [
        'add-agent.ts',
        ['nusa', 'agent', 'Ana', `${'a'.repeat(250)}@nusa.example`],
        'at most 254',
        true,
      ],
      ['create-team.ts', ['two', 'x'.repeat(121), 'Ana', 'ana@nusa.example'], 'at most 120', true],
      ['set-role.ts', ['nusa', 'dimas@nusa.example', 'king'], '', true],
      ['remove-agent.ts', ['nusa'], 'takes 2 arguments', true],
      ['identity-secret.ts', ['nusa', '--rotat'], 'no option --rotat', true],
    ] as const)('%s %j is refused in words', async (file, args, sentence, usage) => {
      const { code, err } = await run(file, args, FIRST)
      expect(code).toBe(1)
      expect(err).toContain(sentence)
      expect(err.includes('Usage: npm run')).toBe(usage)
      expect(err).not.toContain('    at ')
    })

    test(
      'a password that is too short, too long or missing is refused',
      async () => {
        const args = ['nusa', 'dimas@nusa.example']
        expect((await run('reset-password.ts', args, 'short')).err).toContain('at least 8')
        expect((await run('reset-password.ts', args, 'x'.repeat(129))).err).toContain('at most 128')
        expect((await run('reset-password.ts', args)).err).toContain('pipe it in')
        await agent('dimas@nusa.example')
      },
      SLOW_MS,
    )

    // Only a file has one.
    if (engine === 'sqlite')
      test('the socket beside the file is private, and junk does nothing', async () => {
        const path = `${database.address}.socket`
        expect(statSync(path).mode & 0o777).toBe(0o600)
        const ask = (said: string | Buffer) => {
          const socket = connect(path)
          socket.end(said)
          return text(socket).catch(() => 'closed')
        }
        const unknown = /does not know that command/
        for (const junk of ['\n', '{}\n', 'null\n', '[1]\n', '{"command":"__proto__"}\n', '\0\n']) {
          expect(await ask(junk)).toMatch(unknown)
        }
        expect(await ask(Buffer.alloc(200_000, 120))).toMatch(/does not know|closed/)
        const more = { command: 'agent:list', team: 'nusa', more: true }
        expect(await ask(`${JSON.stringify(more)}\n`)).toMatch(unknown)
        expect(await done('list-agents.ts', ['nusa'])).toContain('dimas')
      })

    test(
      'the server has stopped, and the same commands work',
      async () => {
        await server.stop()
        expect(existsSync(`${database.address}.socket`)).toBe(false)
        await done('add-agent.ts', ['nusa', 'agent', 'Sari', 'sari@nusa.example'], FIRST)
        server = await startServerProcess({
          ...{ ...env, BATON_PORT: '0', BATON_SECRET: 'x'.repeat(32), BATON_LOG_LEVEL: 'fatal' },
        })
        await agent('sari@nusa.example')
      },
      SLOW_MS,
    )
  },
)

test('a command on a database that is not there says so and makes none', async () => {
  const env = { BATON_DATABASE: '/tmp/baton-no-such-folder/none.sqlite' }
  const { code, err } = await runCommand('list-agents.ts', ['nusa'], env)
  expect(code).toBe(1)
  expect(err).toContain('There is no database at')
  expect(existsSync('/tmp/baton-no-such-folder')).toBe(false)
})

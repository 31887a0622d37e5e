// @vitest-environment node
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BadConfig, readConfig } from './config.ts'

const SECRET = 'x'.repeat(32)

describe('the configuration', () => {
  test('a secret is all that a server needs', () => {
    expect(readConfig({ BATON_SECRET: SECRET })).toEqual({
      files: join('.baton', 'files'),
      host: '127.0.0.1',
      port: 8787,
      database: '.baton/baton.sqlite',
      secret: SECRET,
      demo: false,
      publicUrl: null,
      webOrigins: [],
      allowHosts: [],
      knowledge: null,
      requestsPerSecond: 50,
      logLevel: 'info',
      databaseTimeoutMs: 30_000,
      socketsPerCustomer: 20,
      socketsPerAddress: 500,
      proxies: 0,
      wordLastsMax: 86_400_000,
      messagesPerAddress: null,
      messagesPerTeam: null,
      model: null,
      diskReserve: null,
      customersPerAddress: 60,
      customersPerTeam: 600,
      uploadLimits: { customer: 200, address: 1_000, team: 10_000 },
      aiAtOnce: 200,
      aiBudgets: {
        customer: { turnsPerMinute: 20, turnsPerDay: 300, lettersPerDay: 1_000_000 },
        network: { turnsPerMinute: 200, turnsPerDay: 5_000, lettersPerDay: 20_000_000 },
        team: { turnsPerMinute: 3_000, turnsPerDay: 100_000, lettersPerDay: 500_000_000 },
      },
    })
  })

  test('the demo needs none', () => {
    expect(readConfig({ BATON_DEMO: '1' }).demo).toBe(true)
  })

  test('web origins are a list', () => {
    const env = {
      BATON_SECRET: SECRET,
      BATON_WEB_ORIGINS: 'https://a.example, http://b.example:81',
    }
    expect(readConfig(env).webOrigins).toEqual(['https://a.example', 'http://b.example:81'])
  })

  test('hosts that may be asked are a list, in one spelling', () => {
    const hosts = 'LOCALHOST:11434, 10.1.2.3, ::1, [fd00::1]:80, models.lan.,127.1'
    expect(readConfig({ BATON_SECRET: SECRET, BATON_ALLOW_HOSTS: hosts }).allowHosts).toEqual([
      { host: 'localhost', port: 11_434 },
      { host: '10.1.2.3', port: null },
      { host: '[::1]', port: null },
      { host: '[fd00::1]', port: 80 },
      { host: 'models.lan', port: null },
      { host: '127.0.0.1', port: null },
    ])
  })

  test.each(['http://localhost', 'localhost/path', 'a b', 'me@localhost', 'localhost:99999', '*'])(
    'no host is "%s"',
    (host) => {
      const env = { BATON_SECRET: SECRET, BATON_ALLOW_HOSTS: `good.example, ${host}` }
      expect(() => readConfig(env)).toThrow(/BATON_ALLOW_HOSTS must be hosts such as/)
    },
  )

  test.each([
    [{}, /BATON_SECRET is not set/],
    [{ BATON_SECRET: 'short' }, /BATON_SECRET must have at least 32/],
    [{ BATON_SECRET: SECRET, BATON_PORT: 'http' }, /BATON_PORT must be a whole number/],
    [{ BATON_SECRET: SECRET, BATON_PORT: '70000' }, /BATON_PORT must be at most 65535/],
    [{ BATON_SECRET: SECRET, BATON_DATABASE_TIMEOUT: '0' }, /BATON_DATABASE_TIMEOUT must be whole/],
    [{ BATON_SECRET: SECRET, BATON_PROXIES: 'nginx' }, /BATON_PROXIES must be a number/],
    [{ BATON_SECRET: SECRET, BATON_SOCKETS_PER_CUSTOMER: '0' }, /must be at least 1/],
    [{ BATON_SECRET: SECRET, BATON_DEMO: 'yes' }, /BATON_DEMO must be 1/],
    [{ BATON_SECRET: SECRET, BATON_WEB_ORIGINS: 'a.example' }, /BATON_WEB_ORIGINS must be origins/],
    [{ BATON_SECRET: SECRET, BATON_LOG_LEVEL: 'loud' }, /BATON_LOG_LEVEL must be fatal/],
    [{ BATON_DEMO: '1', BATON_HOST: '0.0.0.0' }, /set BATON_HOST to 127\.0\.0\.1/],
    [{ BATON_DEMO: '1', BATON_PUBLIC_URL: 'https://a.example' }, /unset BATON_PUBLIC_URL/],
    [{ BATON_DEMO: '1', BATON_PROXIES: '1' }, /unset BATON_PUBLIC_URL and BATON_PROXIES/],
  ])('%j stops the start and says what to set', (env, sentence) => {
    expect(() => readConfig(env)).toThrow(BadConfig)
    expect(() => readConfig(env)).toThrow(sentence)
  })

  test('a model for all teams has a limit for each, as set or a usual one', () => {
    const model = { BATON_MODEL_URL: 'http://127.0.0.1:11434/v1/', BATON_MODEL: 'small' }
    const read = (more: object) => readConfig({ BATON_SECRET: 'x'.repeat(32), ...model, ...more })
    expect(read({}).model).toEqual({
      ...{ url: 'http://127.0.0.1:11434/v1', model: 'small', key: null },
      tokensPerMonth: 10_000_000,
    })
    expect(read({ BATON_MODEL_TOKENS_PER_TEAM: '5000' }).model?.tokensPerMonth).toBe(5_000)
    expect(() => read({ BATON_MODEL_TOKENS_PER_TEAM: '0' })).toThrow('at least 1')
  })

  test('files are beside the database, or where the operator says', () => {
    const filesOf = (env: Record<string, string>) =>
      readConfig({ BATON_SECRET: SECRET, ...env }).files
    expect(filesOf({ BATON_DATABASE: '/var/lib/baton/b.sqlite' })).toBe('/var/lib/baton/files')
    expect(filesOf({ BATON_DATABASE: 'postgres://u:p@host/db' })).toBe(join('.baton', 'files'))
    expect(filesOf({ BATON_FILES: '/srv/files' })).toBe('/srv/files')
  })
})

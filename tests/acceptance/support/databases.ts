import { mkdtemp, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of one test's own. */
export interface TestDatabase {
  /** What BATON_DATABASE would be. */
  address: string
  /** Folder of the test's own, for files. */
  files: string
  remove(): Promise<void>
}

/** The engines that every acceptance test runs on. */
export const ENGINES = ['sqlite', 'postgres'] as const
export type Engine = (typeof ENGINES)[number]

export function createDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'sqlite' ? createSqlite() : createPostgres()
}

async function createSqlite(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-acceptance-'))
  return {
    address: join(folder, 'baton.sqlite'),
    files: join(folder, 'files'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

async function createPostgres(): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `baton_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name}`)
  const address = new URL(server)
  address.pathname = `/${name}`
  const files = await mkdtemp(join(tmpdir(), 'baton-acceptance-'))
  return {
    address: address.href,
    files,
    remove: async () => {
      await administer(server, `drop database ${name} with (force)`)
      await rm(files, { recursive: true, force: true })
    },
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

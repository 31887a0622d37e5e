// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, sourceFiles } from './source-files.ts'

/** Past it, two things live in one file. */
const LONGEST = 300

const lines = (text: string) => text.replace(/\n$/, '').split('\n').length

function tooLong(files: readonly { path: string; text: string }[]): string[] {
  return files
    .filter(({ text }) => lines(text) > LONGEST)
    .map(({ path, text }) => `${path} has ${lines(text)} lines`)
}

test('no source file is longer than 300 lines', async () => {
  const paths = await sourceFiles(['.ts', '.vue', '.mjs'])
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(ROOT, path), 'utf8') })),
  )
  expect(tooLong(files)).toEqual([])
})

test('a file of 301 lines would be seen, one of 300 not', () => {
  const text = 'x\n'.repeat(300)
  expect(tooLong([{ path: 'right.ts', text }])).toEqual([])
  expect(tooLong([{ path: 'long.ts', text: `${text}x\n` }])).toEqual(['long.ts has 301 lines'])
})

// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, sourceFiles } from './source-files.ts'

/** What runs anew for every instance of a component. */
const SETUP = /<script setup[^>]*>(.*?)<\/script>/s

const namesOneInSetup = (text: string) =>
  (SETUP.exec(text)?.[1] ?? '').includes('defineAsyncComponent(')

test('a component that is fetched later is named once for all: named in `setup` it is fetched for each, and drawn a turn late', async () => {
  const paths = await sourceFiles(['.vue'])
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(join(ROOT, path), 'utf8') })),
  )
  expect(files.filter(({ text }) => namesOneInSetup(text)).map(({ path }) => path)).toEqual([])
})

test('one in `setup` would be seen, one beside it not', () => {
  const named = 'const Menu = defineAsyncComponent(load)'
  const setup = (body: string) => `<script setup lang="ts">\n${body}\n</script>\n`
  expect(namesOneInSetup(setup(named))).toBe(true)
  expect(namesOneInSetup(`<script lang="ts">\n${named}\n</script>\n${setup('')}`)).toBe(false)
})

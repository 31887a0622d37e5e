// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { circles } from './circles.ts'
import { violations } from './layers.ts'
import { PANEL_ROOMS } from './panel-rooms.ts'
import { readSource } from './read-imports.ts'
import { ROOT, sourceFiles } from './source-files.ts'

const judge = (path: string, text: string) => violations(path, readSource(path, text))

// Every file is read and parsed: on a busy machine that takes its time.
const PATIENT = { timeout: 180_000 }

test('every import runs down', PATIENT, async () => {
  const files = await sourceFiles(['.ts', '.vue'])
  const found = await Promise.all(
    files.map(async (path) => judge(path, await readFile(join(ROOT, path), 'utf8'))),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(found.flat()).toEqual([])
})

test('no file imports itself by way of others', PATIENT, async () => {
  const files = await sourceFiles(['.ts', '.vue'])
  const read = files.map(async (path) => {
    const { imports } = readSource(path, await readFile(join(ROOT, path), 'utf8'))
    return { path, imports: imports.map(({ specifier }) => specifier) }
  })
  expect(circles(await Promise.all(read))).toEqual([])
})

test('a room of the panel composes only rooms that are listed before it', () => {
  const rooms = Object.keys(PANEL_ROOMS)
  const wrong = Object.entries(PANEL_ROOMS).flatMap(([room, composes]) =>
    composes.filter((other) => !rooms.slice(0, rooms.indexOf(room)).includes(other)),
  )
  expect(wrong).toEqual([])
})

test('a circle is seen, across packages too', () => {
  const files = [
    { path: 'domain/a.ts', imports: ['./b/b.ts', 'valibot'] },
    { path: 'domain/b/b.ts', imports: ['@baton/protocol/c.ts'] },
    { path: 'protocol/c.ts', imports: ['@baton/domain/a.ts'] },
    { path: 'protocol/d.ts', imports: ['./c.ts'] },
  ]
  expect(circles(files)).toEqual([['domain/a.ts', 'domain/b/b.ts', 'protocol/c.ts']])
})

describe('the judge', () => {
  test.each([
    ['domain/x.ts', `import { db } from '../db/database.ts'`],
    ['domain/x.ts', `import { z } from 'zod'`],
    ['protocol/x.ts', `export { move } from '@baton/domain/ownership.ts'`],
    ['db/queries/x.ts', `import { Sync } from '../../sync/sync.ts'`],
    ['sync/x.ts', `import { ref } from 'vue'`],
    ['sync/x.ts', `import { browser } from 'wxt/browser'`],
    ['sync/x.ts', `void browser.alarms.create('tick')`],
    ['composables/x.ts', `chrome.runtime.reload()`],
    [
      'components/list/X.vue',
      `<script setup lang="ts">import { Sync } from '../../sync/sync.ts'</script>`,
    ],
    [
      'components/list/X.vue',
      `<script setup lang="ts">const m = import('../../messaging/messenger.ts')</script>`,
    ],
    [
      'components/list/X.vue',
      `<script lang="ts">export default {}</script><script setup lang="ts">import 'wxt/browser'</script>`,
    ],
    ['components/list/X.vue', `<script setup lang="ts">import X from '../message/X.vue'</script>`],
    ['components/list/x.ts', `import type { X } from '../message/x.ts'`],
    ['components/base/x.ts', `import { x } from '../list/x.ts'`],
    ['components/list/x.ts', `import { x } from '../../messaging/ahead.ts'`],
    ['components/x/x.ts', `export const x = 1`],
    ['components/x.ts', `export const x = 1`],
    ['stores/x.ts', `import { useChat } from '../components/conversation/useChat.ts'`],
    ['composables/x.ts', `import X from '../components/base/X.vue'`],
    ['platform/x.ts', `import { Sync } from '../sync/sync.ts'`],
    ['entrypoints/sidepanel/x.ts', `import { Sync } from '../../sync/sync.ts'`],
    ['entrypoints/background/x.ts', `import X from '../../components/base/X.vue'`],
    ['server/x.ts', `import { db } from '../db/database.ts'`],
    ['server/x.ts', `import { liveQuery } from 'dexie'`],
    ['server/changes/x.ts', `import { toTeam } from '../team/team-row.ts'`],
    ['server/conversations/x.ts', `import type { ReplyMaker } from '../ai/reply-maker.ts'`],
    ['server/realtime/x.ts', `import { createApp } from '../app.ts'`],
    ['server/ground/x.ts', `import { sql } from 'kysely'`],
    ['customer/x.ts', `import type { Services } from '../server/services.ts'`],
    ['rendering/x.ts', `let x: import('../db/rows.ts').Cursor`],
    ['sync/x.ts', `import { World } from '../tests/world.ts'`],
    ['helpers/x.ts', `export const x = 1`],
  ])('sees what is wrong in %s: %s', (path, text) => {
    expect(judge(path, text)).toHaveLength(1)
  })

  test.each([
    ['domain/x.ts', `import type { Conversation } from '@baton/protocol/conversation.ts'`],
    ['sync/x.ts', `import { db } from '../db/database.ts'; import { io } from 'socket.io-client'`],
    [
      'components/list/X.vue',
      `<script setup lang="ts">import type { Question } from '../../messaging/requests.ts'</script>`,
    ],
    ['components/list/x.ts', `import { x } from '../live/x.ts'; import { y } from '../moves/y.ts'`],
    ['components/early/x.ts', `import { onAhead } from '../../messaging/ahead.ts'`],
    ['platform/x.ts', `import { browser } from 'wxt/browser'; void browser.alarms.clear('x')`],
    ['server/edge/x.ts', `import { createServer } from 'node:http'; import Fastify from 'fastify'`],
    ['server/conversations/x.ts', `import type { TeamWrite } from '../changes/team-write.ts'`],
    ['server/operator/x.ts', `import { createApp } from '../app.ts'`],
    ['db/x.ts', `const browser = { name: '' }; export const n = browser.name`],
    ['sync/x.test.ts', `import { World } from './testing/world.ts'`],
  ])('lets pass what is right in %s: %s', (path, text) => {
    expect(judge(path, text)).toEqual([])
  })
})

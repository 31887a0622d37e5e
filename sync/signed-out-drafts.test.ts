// @vitest-environment node
import { expect, test } from 'vitest'
import { attachFile } from '../db/commands/attach-file.ts'
import { keepTemplateDraft } from '../db/commands/keep-template-draft.ts'
import { removeStrayUploads } from '../db/commands/remove-stray-uploads.ts'
import { saveDraft } from '../db/commands/save-draft.ts'
import { sendMessage } from '../db/commands/send-message.ts'
import { setAlongside } from '../db/commands/set-alongside.ts'
import { getAccount } from '../db/queries/get-account.ts'
import type { Account, TemplateDraftRow } from '../db/rows.ts'
import { aConversation, aDraft, RINA, SARI, testId } from '../db/testing/builders.ts'
import { FIRST, SECOND } from './testing/fake-server.ts'
import { World } from './testing/world.ts'

const CONTENT = { shortcut: 'hi', title: 'Hi', body: 'Hello', folder: '', language: null, tags: [] }

const templateDraft: TemplateDraftRow = {
  templateId: testId('template', 1),
  base: null,
  form: {
    personal: false,
    content: {
      ...CONTENT,
      attachments: [],
      actions: { tags: [], note: '', then: 'stay' },
    },
  },
  updatedAt: 1,
}

/** Rina with a reply, a note, a file and what goes with them, and a template half written. */
async function startWriting() {
  const world = new World()
  world.server.commit({ kind: 'conversation', value: aConversation(1) })
  await world.live()
  const account = await getAccount(world.db)
  if (!account) throw new Error('Nobody is signed in.')
  await saveDraft(world.db, {
    ...aDraft(FIRST, 'a reply'),
    texts: { everyone: 'a reply', team: 'a note' },
  })
  const alongside = { tags: ['refund'], note: '', then: 'stay' as const }
  const to = { conversationId: FIRST, visibility: 'everyone' as const }
  await setAlongside(world.db, to, { writtenWith: null, alongside })
  const file = { name: 'a.txt', type: 'text/plain', image: null, blob: new Blob(['bytes']) }
  const fileId = (await attachFile(world.db, to, file)) ?? ''
  await keepTemplateDraft(world.db, templateDraft)
  const before = await written(world)
  return { world, account, fileId, before }
}

/** What the agent who is signed in finds of their own. */
async function written({ db }: World) {
  return {
    drafts: await db.drafts.toArray(),
    templates: await db.templateDrafts.toArray(),
  }
}

const NOTHING = { drafts: [], templates: [] }

async function signInAs(world: World, agent: typeof RINA, serverUrl = 'https://baton.test') {
  world.server.agent = agent
  world.session = { serverUrl, token: `of ${agent.name}` }
  await world.live()
}

async function endSession(world: World, code: 'forbidden' | 'signed-out'): Promise<void> {
  world.line.tell('signed-out', { code })
  await world.untilStatus('signed-out')
  await world.until(
    () => getAccount(world.db),
    (account) => (account === null) === (code === 'forbidden'),
  )
}

test('drafts, their files and unsaved templates are there again when their agent signs in again', async () => {
  const { world, fileId, before } = await startWriting()
  await world.sync.signOut()
  expect(await written(world)).toEqual(NOTHING)
  await removeStrayUploads(world.db, world.clock + 30 * 86_400_000)
  world.kill()
  await signInAs(world, RINA)
  expect(await written(world)).toEqual(before)
  expect(await (await world.db.files.get(fileId))?.blob.text()).toBe('bytes')
  expect(await world.db.setAside.count()).toBe(0)
})

test.each([
  ['signed out', (world: World) => world.sync.signOut()],
  ['was signed out by the server', (world: World) => endSession(world, 'signed-out')],
])(
  'nobody else sees what an agent who %s had written; it comes back to them',
  async (_how, end) => {
    const { world, before } = await startWriting()
    await end(world)
    await signInAs(world, SARI)
    expect(await written(world)).toEqual(NOTHING)
    await saveDraft(world.db, aDraft(FIRST, 'of Sari'))
    const hers = await written(world)
    await world.sync.signOut()
    await signInAs(world, RINA)
    expect(await written(world)).toEqual(before)
    await world.sync.signOut()
    await signInAs(world, SARI)
    expect(await written(world)).toEqual(hers)
  },
)

test('the same agent on another server is another account', async () => {
  const { world, before } = await startWriting()
  await world.sync.signOut()
  await signInAs(world, RINA, 'https://other.test')
  expect(await written(world)).toEqual(NOTHING)
  await world.sync.signOut()
  await signInAs(world, RINA)
  expect(await written(world)).toEqual(before)
})

const tablesWithRows = async ({ db }: World) => {
  const counts = await Promise.all(db.tables.map(async (one) => [one.name, await one.count()]))
  return counts.flatMap(([name, count]) => (count === 0 ? [] : [name]))
}

test('of an agent who is taken out of the team nothing stays: no draft, no message, no file', async () => {
  const { world } = await startWriting()
  world.line.fateOf = () => 'unheard'
  const unsent = { conversationId: FIRST, epoch: 0, text: 'unsent', visibility: 'team' as const }
  await sendMessage(world.db, unsent)
  await endSession(world, 'forbidden')
  await world.until(
    () => tablesWithRows(world),
    (left) => left.join() === 'meta',
  )
})

test('who was taken out after signing out leaves nothing once they try to sign in, and others keep theirs', async () => {
  const { world } = await startWriting()
  await world.sync.signOut()
  await signInAs(world, SARI)
  await saveDraft(world.db, aDraft(SECOND, 'of Sari'))
  await world.sync.signOut()
  world.fetch = (url) =>
    Promise.resolve(
      url.endsWith('/api/about')
        ? Response.json({ product: 'baton', version: '1', protocol: 3 })
        : Response.json({}, { headers: { 'set-auth-token': 'fresh' } }),
    )
  world.line.refusal = { code: 'forbidden' }
  const credentials = { serverUrl: 'baton.test', email: RINA.email, password: 'right' }
  expect(await world.sync.signIn(credentials)).toEqual({ ok: false, reason: 'no-team' })
  const left = await world.db.setAside.toArray()
  expect(new Set(left.map(({ account }) => account))).toEqual(
    new Set([`https://baton.test ${SARI.id}`]),
  )
  expect(await world.db.uploads.count()).toBe(0)
  expect(await world.db.files.count()).toBe(0)
})

test('what a panel writes down a moment after signing out stays with its agent', async () => {
  const { world, account, before } = await startWriting()
  await world.sync.signOut()
  const late = { ...aDraft(FIRST, 'a reply, and more'), account }
  await saveDraft(world.db, late)
  await keepTemplateDraft(world.db, { ...templateDraft, updatedAt: 2 }, account)
  await setAlongside(
    world.db,
    late,
    { writtenWith: testId('template', 9), alongside: null },
    1,
    account,
  )
  expect(await written(world)).toEqual(NOTHING)
  await signInAs(world, SARI)
  expect(await written(world)).toEqual(NOTHING)
  await world.sync.signOut()
  await signInAs(world, RINA)
  const { drafts, templates } = await written(world)
  expect(drafts.map(({ texts }) => texts.everyone)).toEqual(['a reply, and more'])
  expect(drafts[0]?.attachments).toEqual(before.drafts[0]?.attachments)
  expect(templates.map(({ updatedAt }) => updatedAt)).toEqual([2])
})

test('what a panel writes down a moment after its agent was taken out of the team is not kept', async () => {
  const { world, account } = await startWriting()
  await endSession(world, 'forbidden')
  const late: { account: Account } = { account }
  await saveDraft(world.db, { ...aDraft(FIRST, 'late'), ...late })
  await keepTemplateDraft(world.db, templateDraft, account)
  expect(await tablesWithRows(world)).toEqual(['meta'])
})

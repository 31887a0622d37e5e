// @vitest-environment happy-dom
import Dexie from 'dexie'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, effectScope, ref, watch, type Ref } from 'vue'
import { discardMessage } from '../../db/commands/discard-message.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { getDraft } from '../../db/queries/get-draft.ts'
import { RINA, TEAM, testId } from '../../db/testing/builders.ts'
import { useDraft } from './useDraft.ts'

/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 }
const FIRST = testId('conversation', 1)
const THEIRS = testId('conversation', 2)
let scope = effectScope(true)
/** A panel with the conversation open. */
const openPanel = () => {
  const open = inWorld(() => useDraft(FIRST))
  return scope.run(open) ?? open()
}
/** A panel with a conversation that is a colleague's while `theirs` says so. */
const openTheirs = (theirs: Ref<boolean>) => {
  const open = inWorld(() => useDraft(THEIRS, () => theirs.value))
  return scope.run(open) ?? open()
}
/** The agent goes to another window. */
const leave = () => window.dispatchEvent(new Event('blur'))

const becomes = <T>(source: Ref<T>, value: T) =>
  new Promise<void>((resolve) => {
    const stop = watch(
      source,
      (now) => {
        if (now !== value) return
        queueMicrotask(() => stop())
        resolve()
      },
      { immediate: true },
    )
  })

beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
})
afterEach(() => {
  vi.restoreAllMocks()
  // What is written down as they close is forgotten with the rest.
  scope.stop()
  scope = effectScope(true)
})

test('what is typed in one panel shows in the others, as it is written', async () => {
  const [one, two] = [openPanel(), openPanel()]
  one.visibility.value = 'team'
  one.text.value = 'Hello'
  await becomes(two.text, 'Hello')
  expect(two.visibility.value).toBe('team')
})

test('where only a note may be written it is one, and goes on as one once a reply could be written', async () => {
  const theirs = ref(true)
  const draft = openTheirs(theirs)
  draft.visibility.value = 'everyone'
  expect(draft.visibility.value).toBe('team')
  draft.text.value = 'He called twice.'
  theirs.value = false
  expect(draft.visibility.value).toBe('team')
  expect(draft.text.value).toBe('He called twice.')
  leave()
  await vi.waitFor(
    async () =>
      expect(await getDraft(db, THEIRS)).toMatchObject({
        ...{ texts: { everyone: '', team: 'He called twice.' }, visibility: 'team' },
      }),
    PATIENT,
  )
})

test('a reply that stands in the box is left alone where only a note may be written', () => {
  const theirs = ref(false)
  const draft = openTheirs(theirs)
  draft.text.value = 'Dear Ana'
  theirs.value = true
  expect(draft.text.value).toBe('')
  theirs.value = false
  expect(draft).toMatchObject({ visibility: { value: 'everyone' }, text: { value: 'Dear Ana' } })
})

test('the panel that is typed in keeps what is in it, and the one left behind follows', async () => {
  const [one, two] = [openPanel(), openPanel()]
  one.text.value = 'from one'
  await becomes(two.text, 'from one')
  leave()
  two.text.value = 'from two'
  await becomes(one.text, 'from two')
  one.text.value = 'one again'
  leave()
  expect(two.text.value).toBe('from two')
  await becomes(two.text, 'one again')
})

test('of two panels that are typed in at once neither text is lost, and both show both', async () => {
  const [one, two] = [openPanel(), openPanel()]
  await becomes(two.text, '')
  // Until the first save has come around the other one knows nothing of it.
  one.text.value = 'from one'
  two.text.value = 'from two'
  const both = () => [one.text.value, two.text.value]
  const shows = (text: string) =>
    vi.waitFor(async () => {
      expect((await getDraft(db, FIRST))?.texts.everyone).toBe(text)
      expect(both()).toEqual([text, text])
    }, PATIENT)
  await vi.waitFor(
    async () => expect((await getDraft(db, FIRST))?.texts.everyone).toMatch(/one.*two|two.*one/s),
    PATIENT,
  )
  leave()
  const merged = (await getDraft(db, FIRST))?.texts.everyone ?? ''
  await shows(merged)
  // Each goes on where its own words are.
  one.text.value = one.text.value.replace('one', 'the first')
  two.text.value = two.text.value.replace('two', 'the second')
  leave()
  await shows(merged.replace('one', 'the first').replace('two', 'the second'))
})

test('a note written in one panel leaves the reply that another one writes', async () => {
  const [one, two] = [openPanel(), openPanel()]
  two.visibility.value = 'team'
  one.text.value = 'Dear Ana'
  two.text.value = 'She called twice.'
  await vi.waitFor(
    async () =>
      expect((await getDraft(db, FIRST))?.texts).toEqual({
        ...{ everyone: 'Dear Ana', team: 'She called twice.' },
      }),
    PATIENT,
  )
})

test('sending in one panel empties the box in all of them', async () => {
  const [one, two] = [openPanel(), openPanel()]
  one.text.value = 'Hello'
  await becomes(two.text, 'Hello')
  expect(await one.send(1)).toBe(true)
  await becomes(two.text, '')
  expect(await db.outbox.count()).toBe(1)
  expect(await getDraft(db, FIRST)).toBeNull()
})

test('a discarded message comes back into the box it was typed in', async () => {
  const panel = openPanel()
  panel.text.value = 'typed with care'
  await panel.send(1)
  await db.outbox.toCollection().modify({ status: 'failed' })
  const [row] = await db.outbox.toArray()
  await discardMessage(db, row?.id ?? '', Date.now() + 1)
  await becomes(panel.text, 'typed with care')
})

test('a full disk leaves the text in the box, and says so', async () => {
  const full = () => Dexie.Promise.reject(new Dexie.QuotaExceededError('full'))
  vi.spyOn(db.outbox, 'add').mockImplementation(full)
  vi.spyOn(db.drafts, 'put').mockImplementation(full)
  const panel = openPanel()
  panel.text.value = 'typed with care'
  expect(await panel.send(1)).toBe(false)
  expect(panel.text.value).toBe('typed with care')
  await becomes(panel.unkept, true)
})

test('a reply and a note are written side by side, and sending one keeps the other', async () => {
  const panel = openPanel()
  panel.text.value = 'for the customer'
  panel.visibility.value = 'team'
  expect(panel.text.value).toBe('')
  panel.text.value = 'for the team'
  await panel.send(1)
  expect(panel.text.value).toBe('')
  panel.visibility.value = 'everyone'
  expect(panel.text.value).toBe('for the customer')
  await vi.waitUntil(async () => (await getDraft(db, FIRST))?.texts.team === '', PATIENT)
  expect((await db.outbox.toArray()).map(({ text }) => text)).toEqual(['for the team'])
})

test('what comes back from the outbox stands after what is being typed, which is not lost', async () => {
  const panel = openPanel()
  panel.text.value = 'sent too early'
  await panel.send(1)
  await db.outbox.toCollection().modify({ status: 'failed' })
  const [row] = await db.outbox.toArray()
  panel.text.value = 'being typed'
  await discardMessage(db, row?.id ?? '', Date.now() + 1)
  panel.text.value += ' on'
  await becomes(panel.text, 'being typed on\n\nsent too early')
  leave()
  await vi.waitUntil(async () => {
    const draft = await getDraft(db, FIRST)
    return (
      draft?.texts.everyone === 'being typed on\n\nsent too early' && draft.returned.length === 0
    )
  }, PATIENT)
})

test('what stood in the box before is there when somebody types before it is read', async () => {
  const before = openPanel()
  before.text.value = 'from yesterday'
  await vi.waitUntil(() => getDraft(db, FIRST), PATIENT)
  const panel = openPanel()
  panel.text.value = 'typed at once'
  await becomes(panel.text, 'from yesterday\n\ntyped at once')
})

const REFUND = {
  writtenWith: testId('template', 1),
  alongside: { tags: ['refund'], note: '', then: 'stay' as const },
}

test('the template of a text is known at once, kept with it, and goes with it', async () => {
  const [one, two] = [openPanel(), openPanel()]
  one.text.value = 'Refunded.'
  await becomes(two.text, 'Refunded.')
  const noted = one.noteTemplate(REFUND)
  expect(one.template.value).toEqual(REFUND)
  await noted
  expect(await getDraft(db, FIRST)).toMatchObject({ ...REFUND, texts: { everyone: 'Refunded.' } })
  await becomes(
    computed(() => two.template.value.writtenWith),
    REFUND.writtenWith,
  )
  expect(await one.send(1, [], REFUND)).toBe(true)
  expect(one.template.value.writtenWith).toBeNull()
  await becomes(
    computed(() => two.template.value.writtenWith),
    null,
  )
  expect(await db.outbox.toArray()).toMatchObject([REFUND])
})

test('a text that is sent right after its template was put in leaves nothing behind', async () => {
  const one = openPanel()
  one.text.value = 'Refunded.'
  void one.noteTemplate(REFUND)
  expect(await one.send(1, [], REFUND)).toBe(true)
  expect(await getDraft(db, FIRST)).toBeNull()
  expect(one.template.value).toEqual({ writtenWith: null, alongside: null })
})

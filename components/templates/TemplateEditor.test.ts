// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useTemplateList } from './useTemplateList.ts'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import type { TemplateEditRow } from '../../db/rows.ts'
import { contentOf } from '../../db/template-view.ts'
import { RINA, TEAM } from '../../db/testing/builders.ts'
import { anId, aTemplate } from '../../tests/support/rows.ts'
import TemplateEditor from './TemplateEditor.vue'

vi.mock('../live/when-idle.ts', () => ({
  whenIdle: (work: () => unknown) => work(),
}))

/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 }
const template = { ...aTemplate('bye', 'Bye'), version: 2, updatedBy: 'Sari' }
const mine: TemplateEditRow = {
  ...{ id: anId(), templateId: template.id, account: RINA.id, kind: 'save', baseVersion: 1 },
  ...{ base: null, personal: false, content: { ...contentOf(template), body: 'Goodbye' } },
  ...{ createdAt: 1, status: 'failed', tried: false, failure: 'forbidden' },
}

beforeEach(async () => {
  setActivePinia(createPinia())
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  await db.templates.put(template)
})

async function openEditor(mayEditTeam = true) {
  const list = inWorld(useTemplateList)()
  await expect.poll(() => list.byId.value.get(template.id)?.body, PATIENT).toBe('Bye')
  const target = { kind: 'edit' as const, id: template.id }
  const editor = mount(TemplateEditor, { props: { target, list, mayEditTeam, alone: true } })
  await expect.poll(() => editor.find('textarea').exists(), PATIENT).toBe(true)
  return editor
}
type Editor = Awaited<ReturnType<typeof openEditor>>
const body = (editor: Editor) => editor.find('textarea').element.value
async function press(editor: Editor, words: string) {
  const button = editor.findAll('button').find((one) => one.text() === words)
  if (!button) throw new Error(`There is no button ${words}.`)
  await button.trigger('click')
  await flushPromises()
}

test('a refused change stands in the editor with why, and goes out again when asked', async () => {
  await db.templateEdits.put(mine)
  const editor = await openEditor()
  await expect.poll(() => editor.find('[data-test=refused]').exists(), PATIENT).toBe(true)
  expect(editor.find('[data-test=refused]').text()).toContain('only admins may change')
  expect(body(editor)).toBe('Goodbye')
  await press(editor, 'Try again')
  await expect.poll(() => db.templateEdits.toArray(), PATIENT).toMatchObject([{ status: 'queued' }])
})

test("a refused change that is dropped leaves the team's text", async () => {
  await db.templateEdits.put(mine)
  const editor = await openEditor()
  await expect.poll(() => editor.find('[data-test=refused]').exists(), PATIENT).toBe(true)
  await press(editor, 'Drop the change')
  await expect.poll(() => body(editor), PATIENT).toBe('Bye')
  expect(await db.templateEdits.count()).toBe(0)
})

test.each([
  ['Keep yours', [{ status: 'queued', baseVersion: 2, content: { body: 'Goodbye' } }]],
  ['Keep theirs', []],
])('of two versions, %s', async (words, edits) => {
  await db.templateEdits.put({ ...mine, status: 'conflict', failure: null })
  const list = inWorld(useTemplateList)()
  await expect.poll(() => list.byId.value.get(template.id)?.edit, PATIENT).toBe('conflict')
  const target = { kind: 'edit' as const, id: template.id }
  const editor = mount(TemplateEditor, { props: { target, list, mayEditTeam: true, alone: true } })
  await expect.poll(() => editor.find('[data-test=conflict]').exists(), PATIENT).toBe(true)
  expect(editor.text()).toContain('Sari changed it while you did.')
  await press(editor, words)
  await expect.poll(() => editor.find('[data-test=conflict]').exists(), PATIENT).toBe(false)
  expect(await db.templateEdits.toArray()).toMatchObject(edits)
})

test('both versions are put together, and what is saved decides', async () => {
  await db.templateEdits.put({ ...mine, status: 'conflict', failure: null })
  const list = inWorld(useTemplateList)()
  await expect.poll(() => list.byId.value.get(template.id)?.edit, PATIENT).toBe('conflict')
  const target = { kind: 'edit' as const, id: template.id }
  const editor = mount(TemplateEditor, { props: { target, list, mayEditTeam: true, alone: true } })
  await expect.poll(() => editor.find('[data-test=conflict]').exists(), PATIENT).toBe(true)
  await press(editor, 'Edit both together')
  expect(body(editor)).toBe('Goodbye')
  expect(editor.text()).toContain('The other version')
  await editor.find('textarea').setValue('Bye, and goodbye')
  await press(editor, 'Save')
  await expect
    .poll(() => db.templateEdits.toArray(), PATIENT)
    .toMatchObject([{ status: 'queued', baseVersion: 2, content: { body: 'Bye, and goodbye' } }])
})

test('who may not change it reads it, and can make a copy', async () => {
  const editor = await openEditor(false)
  expect(editor.find('[data-test=save-bar]').exists()).toBe(false)
  expect(editor.find('textarea').attributes('readonly')).toBeDefined()
  await press(editor, 'Duplicate it to your own')
  expect(editor.emitted('duplicate')).toMatchObject([[{ content: { body: 'Bye' } }]])
})

test('changes that were discarded can be had back at once, without another question', async () => {
  const editor = await openEditor()
  await editor.find('textarea').setValue('Goodbye')
  await press(editor, 'Discard')
  await expect.poll(() => body(editor), PATIENT).toBe('Bye')
  expect(editor.find('[data-test=save-bar]').text()).toContain('Your changes are discarded')
  await press(editor, 'Undo')
  expect(body(editor)).toBe('Goodbye')
  expect(editor.find('[data-test=save-bar]').text()).toContain('Unsaved changes')
})

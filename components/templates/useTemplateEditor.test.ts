// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { db, inWorld } from '../../tests/support/panel-world.ts'
import { getTemplateDraft } from '../../db/queries/list-template-drafts.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { RINA, TEAM } from '../../db/testing/builders.ts'
import type { TemplateView } from '../../db/template-view.ts'
import { anId, aTemplate } from '../../tests/support/rows.ts'
import { newForm } from './template-form.ts'
import { useTemplateEditor, type EditorTarget } from './useTemplateEditor.ts'

/** A loaded machine takes its time. */
const PATIENT = { timeout: 30_000 }
const view = shallowRef<TemplateView>()

beforeEach(async () => {
  await Promise.all(db.tables.map((table) => table.clear()))
  const value = { serverUrl: 'https://baton.test', agent: RINA, team: TEAM }
  await db.meta.put({ key: 'account', value })
  const template = { ...aTemplate('bye', 'Bye'), version: 3 }
  await db.templates.put(template)
  view.value = { ...template, edit: null }
})

/** An editor, and the panel it is in. */
async function openEditor(target: EditorTarget = { kind: 'edit', id: view.value?.id ?? '' }) {
  const scope = effectScope(true)
  const editor = scope.run(inWorld(() => useTemplateEditor(target, () => view.value)))
  if (!editor) throw new Error('There is no editor.')
  await editor.opened
  return { editor, closePanel: () => scope.stop() }
}
/** What a colleague makes of it. */
function changedBySari(body: string) {
  if (!view.value) throw new Error('There is no template.')
  view.value = { ...view.value, body, version: view.value.version + 1, updatedBy: 'Sari' }
}
const kept = () => getTemplateDraft(db, view.value?.id ?? '')

test('what is written is kept when the panel closes, and is back when it opens', async () => {
  const { editor, closePanel } = await openEditor()
  editor.change({ body: 'Goodbye' })
  await expect.poll(kept, PATIENT).not.toBeNull()
  closePanel()
  const again = await openEditor()
  expect(again.editor.form.value?.content.body).toBe('Goodbye')
  expect(again.editor.dirty.value).toBe(true)
  expect(again.editor.restoredAt.value).not.toBeNull()
  await again.editor.discard()
  expect(again.editor.form.value?.content.body).toBe('Bye')
  expect(await kept()).toBeNull()
})

test('what was given up can be put back, and is kept again; a colleague’s change since is seen', async () => {
  const { editor } = await openEditor()
  editor.change({ body: 'Goodbye' })
  await editor.discard()
  expect(editor.dirty.value).toBe(false)
  changedBySari('See you')
  await nextTick()
  expect(editor.form.value?.content.body).toBe('See you')
  editor.undoDiscard.value?.()
  expect(editor.form.value?.content.body).toBe('Goodbye')
  expect(editor.changed.value?.updatedBy).toBe('Sari')
  await expect.poll(kept, PATIENT).not.toBeNull()
  expect(editor.undoDiscard.value).toBeNull()
})

test('saving puts it among the changes that go out, and leaves nothing unsaved', async () => {
  const { editor } = await openEditor()
  editor.change({ body: 'Goodbye', shortcut: ' BYE-Bye ' })
  expect(await editor.save()).toBe(true)
  expect(editor.dirty.value).toBe(false)
  expect(await listTemplates(db)).toMatchObject([
    { shortcut: 'bye-bye', body: 'Goodbye', version: 4, edit: 'queued' },
  ])
  expect(await kept()).toBeNull()
})

test('what is wrong is not saved', async () => {
  const { editor } = await openEditor()
  editor.change({ shortcut: '' })
  expect(await editor.save()).toBe(false)
  expect(await listTemplates(db)).toMatchObject([{ shortcut: 'bye', edit: null }])
})

test("a colleague's change is taken over while nothing is written here", async () => {
  const { editor } = await openEditor()
  changedBySari('Farewell')
  await expect.poll(() => editor.form.value?.content.body, PATIENT).toBe('Farewell')
  expect(editor.changed.value).toBeNull()
})

test("a colleague's change does not touch what is written here, and mine saves over it once I have seen it", async () => {
  const { editor } = await openEditor()
  editor.change({ body: 'Goodbye' })
  changedBySari('Farewell')
  await expect.poll(() => editor.changed.value?.body, PATIENT).toBe('Farewell')
  expect(editor.form.value?.content.body).toBe('Goodbye')
  if (editor.changed.value) editor.keepMine(editor.changed.value, false)
  expect(editor.changed.value).toBeNull()
  await editor.save()
  expect(await db.templateEdits.toArray()).toMatchObject([
    { baseVersion: 4, content: { body: 'Goodbye' } },
  ])
})

test('a new template is there once it is saved', async () => {
  const id = anId()
  view.value = undefined
  const { editor } = await openEditor({ kind: 'new', id, form: newForm(true) })
  expect(editor.dirty.value).toBe(false)
  editor.change({ shortcut: 'new', body: 'Text' })
  expect(await editor.save()).toBe(true)
  expect(await db.templateEdits.toArray()).toMatchObject([
    { templateId: id, baseVersion: 0, personal: true },
  ])
})

test('a template that is deleted while it is written comes back when it is saved', async () => {
  const { editor } = await openEditor()
  editor.change({ body: 'Goodbye' })
  const id = view.value?.id ?? ''
  await db.templates.delete(id)
  await db.goneTemplates.put({ id, version: 4 })
  view.value = undefined
  expect(editor.gone.value).toBe(true)
  expect(editor.form.value?.content.body).toBe('Goodbye')
  await editor.save()
  expect(await db.templateEdits.toArray()).toMatchObject([
    { templateId: id, baseVersion: 4, content: { body: 'Goodbye' } },
  ])
})

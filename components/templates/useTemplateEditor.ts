import type { TemplateContent } from '@baton/protocol/template.ts'
import { watchDebounced } from '@vueuse/core'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { editTemplate } from '../../db/commands/edit-template.ts'
import { forgetTemplateDraft, keepTemplateDraft } from '../../db/commands/keep-template-draft.ts'
import { resolveTemplateConflict } from '../../db/commands/settle-template-edit.ts'
import { useWorld } from '../../composables/world.ts'
import { getWaitingEdit } from '../../db/queries/get-template-edit.ts'
import { getTemplateDraft } from '../../db/queries/list-template-drafts.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import type { TemplateView } from '../../db/template-view.ts'
import { useOwner } from '../live/useOwner.ts'
import { formOf, isSameForm, newForm, problemsOf, type TemplateForm } from './template-form.ts'

/** What the editor is opened with. */
export type EditorTarget =
  { kind: 'new'; id: string; form: TemplateForm } | { kind: 'edit'; id: string }

/** Milliseconds after the last key until what is written is kept. */
const KEEP_AFTER = 300

/**
 * A template in its editor. What is written is kept until it is saved or given up, and survives the panel. What a
 * colleague makes of the template meanwhile is taken over while nothing is changed here, and else becomes `changed`.
 */
export function useTemplateEditor(target: EditorTarget, view: () => TemplateView | undefined) {
  const { db, background, now: clock } = useWorld()
  const { id } = target
  const owner = useOwner()
  /** Null until it is filled. */
  const form = shallowRef<TemplateForm | null>(null)
  /** What the form was filled with, and the template it was filled from. */
  const start = shallowRef<TemplateForm | null>(null)
  const base = shallowRef<TemplateView | null>(null)
  /** When what is in the form was kept before this opening, in ms since 1970; null: it was not. */
  const restoredAt = ref<number | null>(null)
  const failed = ref(false)
  /** The conflict that saving decides, and the version it was decided on. */
  const resolving = shallowRef<{ editId: string; version: number } | null>(null)
  /** Puts back what was given up; null while there is nothing. */
  const undoDiscard = shallowRef<(() => void) | null>(null)
  /** The other version, to be looked at while both are put together. */
  const beside = shallowRef<TemplateContent | null>(null)

  const dirty = computed(
    () => form.value !== null && start.value !== null && !isSameForm(form.value, start.value),
  )
  const problems = computed(() => (form.value ? problemsOf(form.value) : {}))
  /** The template as a colleague has left it since the form was filled, while something else is written here. */
  const changed = computed(() => {
    const now = view()
    if (!now || !base.value || !dirty.value || resolving.value || now.edit === 'conflict')
      return null
    return now.version === base.value.version ? null : now
  })
  /** Whether somebody deleted it while it was changed here. */
  const gone = computed(() => base.value !== null && view() === undefined)

  function fill(from: TemplateView) {
    base.value = from
    start.value = formOf(from)
    form.value = start.value
    beside.value = null
    resolving.value = null
  }

  async function open() {
    const now = view()
    const [draft, waiting] = await Promise.all([getTemplateDraft(db, id), getWaitingEdit(db, id)])
    if (now) fill(now)
    else if (target.kind === 'new') {
      start.value = newForm(target.form.personal)
      form.value = target.form
    }
    const refused = waiting?.edit.status === 'failed' ? waiting.edit : null
    if (refused?.content) {
      start.value = { personal: refused.personal, content: refused.content }
      form.value = start.value
    }
    if (!draft) return
    start.value ??= newForm(draft.form.personal)
    form.value = draft.form
    base.value = draft.base
    restoredAt.value = draft.updatedAt
  }
  const opened = open()

  watch(dirty, (now) => {
    if (now) undoDiscard.value = null
  })
  watch(view, (now) => {
    if (now && !dirty.value && !resolving.value) fill(now)
  })
  watchDebounced(
    form,
    (now) => {
      if (!now) return
      if (!dirty.value) void forgetTemplateDraft(db, id)
      else keep(now)
    },
    { debounce: KEEP_AFTER },
  )
  onScopeDispose(() => {
    if (form.value && dirty.value) keep(form.value)
  })

  function keep(now: TemplateForm) {
    const row = { templateId: id, base: base.value, form: now, updatedAt: clock() }
    // What cannot be kept is lost with the panel only; saving says so when there is no room at all.
    keepTemplateDraft(db, row, owner()).catch(() => undefined)
  }

  function change(part: Partial<TemplateContent>) {
    if (!form.value) return
    form.value = { ...form.value, content: { ...form.value.content, ...part } }
  }

  /** Saves what is written; tells whether it did. What is wrong with it stands in `problems`. */
  async function save(): Promise<boolean> {
    if (!form.value || Object.keys(problems.value).length > 0) return false
    const { personal, content: written } = form.value
    const content = {
      ...written,
      shortcut: written.shortcut.trim().toLowerCase(),
      title: written.title.trim(),
      actions: { ...written.actions, note: written.actions.note.trim() },
    }
    failed.value = false
    try {
      if (resolving.value) {
        const { editId, version } = resolving.value
        await resolveTemplateConflict(db, editId, content, version)
      } else {
        const from = gone.value ? null : base.value
        await editTemplate(db, { personal, content, base: from, templateId: id })
      }
      background.kick()
      await forgetTemplateDraft(db, id)
      const saved = (await listTemplates(db)).find((one) => one.id === id)
      if (saved) fill(saved)
      restoredAt.value = null
      return true
    } catch {
      failed.value = true
      return false
    }
  }

  /**
   * Gives up what is written and not saved. Until something else is written it can be put back: on the version that
   * it was written on, so that what a colleague saves meanwhile is not written over unseen.
   */
  async function discard(): Promise<void> {
    const wasDirty = dirty.value
    const was = { form: form.value, start: start.value, base: base.value }
    const deciding = { resolving: resolving.value, beside: beside.value }
    await forgetTemplateDraft(db, id)
    restoredAt.value = null
    const now = view()
    if (now) fill(now)
    else form.value = start.value
    if (!wasDirty) return
    undoDiscard.value = () => {
      start.value = was.start
      base.value = was.base
      resolving.value = deciding.resolving
      beside.value = deciding.beside
      form.value = was.form
    }
  }

  return {
    ...{ id, form, base, dirty, problems, changed, gone, failed, restoredAt, beside, opened },
    change,
    setPersonal: (personal: boolean) => {
      if (form.value) form.value = { ...form.value, personal }
    },
    save,
    discard,
    undoDiscard,
    /** Takes the template as somebody else has left it, in place of what is written here. */
    takeTheirs: (theirs: TemplateView) => fill(theirs),
    /** What is written here stands against what somebody else has made of it, which is shown if it is to be used. */
    keepMine: (theirs: TemplateView, show: boolean) => {
      base.value = theirs
      start.value = formOf(theirs)
      beside.value = show ? theirs : null
    },
    /** Puts both versions of a conflict together: mine in the form, the other beside it. Saving decides it. */
    together: (
      conflict: { editId: string; version: number },
      mine: TemplateForm,
      theirs: TemplateContent | null,
    ) => {
      resolving.value = conflict
      beside.value = theirs
      form.value = mine
    },
  }
}

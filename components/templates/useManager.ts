import { computed, ref, shallowRef, watch } from 'vue'
import { deleteTemplate, undoDeleteTemplate } from '../../db/commands/edit-template.ts'
import { useWorld } from '../../composables/world.ts'
import { newId } from '../../db/new-id.ts'
import type { TemplateView } from '../../db/template-view.ts'
import type { ManagerRequest } from '../../stores/view.ts'
import { duplicateOf, templateOf } from './new-template.ts'
import { newForm, type TemplateForm } from './template-form.ts'
import type { EditorTarget } from './useTemplateEditor.ts'
import { useMayEditTeam } from './useMayEdit.ts'
import { useTemplateList } from './useTemplateList.ts'

/** What the open editor tells of what is in it. */
export interface OpenEditor {
  dirty: boolean
  save: () => Promise<boolean>
  discard: () => Promise<void>
}

/**
 * What is open in the manager of templates, and the ways from one to the next. Each way first asks for what is
 * not saved: until that is answered it waits as `asking`.
 */
export function useManager(editor: () => OpenEditor | null, isAdmin: () => boolean) {
  const world = useWorld()
  const { db, background } = world
  const list = useTemplateList()
  const mayEditTeam = useMayEditTeam()
  const target = shallowRef<EditorTarget | null>(null)
  /** The one that was open last. */
  const lastId = ref('')
  watch(target, (now) => {
    if (now) lastId.value = now.id
  })
  const asking = shallowRef<(() => unknown) | null>(null)
  const deleted = shallowRef<{ view: TemplateView; wasOpen: boolean } | null>(null)
  const failed = ref(false)
  background.fetchTemplateUses()

  /** New ones are the agent's own at first, but for who sees to the team's. */
  const personalAtFirst = computed(() => !isAdmin())

  function leave(then: () => unknown) {
    if (editor()?.dirty) asking.value = then
    else then()
  }
  async function answer(choice: 'save' | 'discard' | 'stay') {
    const then = asking.value
    asking.value = null
    if (choice === 'stay') return
    if (choice === 'discard') await editor()?.discard()
    else if (!(await editor()?.save())) return
    then?.()
  }

  const open = (id: string) => leave(() => (target.value = { kind: 'edit', id }))
  const create = () =>
    leave(() => {
      // What was begun and not finished is gone on with.
      const begun = list.drafts.value?.find((draft) => !list.byId.value.has(draft.templateId))
      const form = newForm(personalAtFirst.value)
      target.value = { kind: 'new', id: begun?.templateId ?? newId(), form }
    })
  const show = (made: Promise<EditorTarget>) =>
    made.then((shown) => (target.value = shown)).catch(() => (failed.value = true))

  return {
    list,
    mayEditTeam,
    target,
    lastId,
    asking,
    deleted,
    failed,
    leave,
    answer,
    open,
    create,
    back: () => leave(() => (target.value = null)),
    duplicate: (form: TemplateForm) =>
      leave(() => {
        const taken = new Set(list.all.value?.map(({ shortcut }) => shortcut))
        const personal = form.personal || !mayEditTeam.value
        return show(duplicateOf(world, form, personal, taken))
      }),
    follow: (request: ManagerRequest) => {
      if (request.kind === 'edit') open(request.templateId)
      else if (request.kind === 'new')
        leave(() => show(templateOf(world, request, personalAtFirst.value)))
    },
    remove: async (id: string) => {
      const view = list.byId.value.get(id)
      if (!view || (view.ownerId === null && !mayEditTeam.value)) return
      const wasOpen = target.value?.id === id
      if (wasOpen) {
        await editor()?.discard()
        target.value = null
      }
      try {
        await deleteTemplate(db, view)
        deleted.value = { view, wasOpen }
        background.kick()
      } catch {
        failed.value = true
      }
    },
    undoRemove: async () => {
      if (!deleted.value) return
      const { view, wasOpen } = deleted.value
      deleted.value = null
      await undoDeleteTemplate(db, view).catch(() => (failed.value = true))
      background.kick()
      lastId.value = view.id
      if (wasOpen) target.value = { kind: 'edit', id: view.id }
    },
  }
}

import { foldText } from '@baton/domain/fold-text.ts'
import { templateQueryAt } from '@baton/domain/template/search.ts'
import type { Template } from '@baton/protocol/template.ts'
import { computed, ref, watch, type Ref } from 'vue'

/** As many as are in sight at a time. */
const PAGE = 6
/** The line for a new template, which stands where nothing fits: marked only by going there. */
const NONE = -1
const NOTHING: readonly Template[] = []

/** The templates that fit what was typed after a `/`, best first; null while they are being read. */
export type FindTemplates = (query: string) => readonly Template[] | null

export interface PickerActions {
  pick: (template: Template) => void
  create: (shortcut: string) => void
}

/** The list of templates that opens at a `/` before the caret. */
export function useTemplatePicker(
  text: Ref<string>,
  caret: Ref<number>,
  find: FindTemplates,
  { pick, create }: PickerActions,
) {
  const active = ref(0)
  /** Where the `/` stood that the list was closed for: it stays closed until another one is typed. */
  const closedAt = ref<number | null>(null)
  const query = computed(() => templateQueryAt(text.value, caret.value))
  const wanted = computed(() =>
    query.value && query.value.start !== closedAt.value ? query.value : null,
  )
  const result = computed(() => (wanted.value ? find(wanted.value.query) : null))
  const open = computed(() => result.value !== null)
  const shown = computed(() => (open.value ? wanted.value : null))
  const found = computed(() => result.value ?? NOTHING)
  const activeTemplate = computed(() => found.value[active.value])

  watch([() => shown.value?.query, found], ([asked, now], [askedBefore, before]) => {
    if (asked !== askedBefore) {
      active.value = now.length > 0 && isMeant() ? 0 : NONE
      return
    }
    // A colleague's change must not put another template under the key that is about to be pressed.
    const marked = before[active.value]
    const place = now.findIndex(({ id }) => id === marked?.id)
    if (place !== -1) active.value = place
    else if (active.value >= now.length) active.value = now.length - 1
    else if (active.value === NONE && now.length > 0 && isMeant()) active.value = 0
  })
  watch(query, (now) => {
    if (!now) closedAt.value = null
  })

  /**
   * Whether what was typed is meant to find a template. In the middle of a sentence only a shortcut, or its beginning, is:
   * "yes /no" and Enter is an answer.
   */
  function isMeant(): boolean {
    const asked = shown.value
    if (!asked || text.value.slice(0, asked.start).trim() === '') return true
    const typed = foldText(asked.query)
    return found.value.some(({ shortcut }) => foldText(shortcut).startsWith(typed))
  }

  function move(by: number) {
    const count = found.value.length
    // Where nothing fits there is one line: a new one.
    const from = active.value === NONE && by < 0 ? 0 : active.value
    active.value = count === 0 ? 0 : (from + by + count) % count
  }
  /** Like `move`, but it stays at the ends. */
  function jump(by: number) {
    active.value = Math.max(0, Math.min(found.value.length - 1, active.value + by))
  }
  function close() {
    closedAt.value = query.value?.start ?? null
  }
  function take() {
    if (activeTemplate.value) pick(activeTemplate.value)
    else if (shown.value) create(shown.value.query)
  }

  /**
   * Does what a key means to the open list. Tells whether the key was used up: where nothing fits, Enter is the
   * message box's, as somebody may just have written a `/`.
   */
  function onKey(event: KeyboardEvent): boolean {
    if (!open.value) return false
    const taking = active.value !== NONE
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'Escape') close()
    else if (!taking && event.key === 'Tab' && !event.shiftKey && found.value[0])
      pick(found.value[0])
    else if (!taking) return false
    else if (event.key === 'PageDown') jump(PAGE)
    else if (event.key === 'PageUp') jump(-PAGE)
    else if (event.key === 'Home') jump(-Infinity)
    else if (event.key === 'End') jump(Infinity)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { open, query: shown, found, active, activeTemplate, onKey, close }
}

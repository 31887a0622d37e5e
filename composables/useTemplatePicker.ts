import { indexTemplates, searchTemplates, templateQueryAt } from '@baton/domain/template/search.ts'
import type { Template } from '@baton/protocol/template.ts'
import { computed, ref, watch, type Ref } from 'vue'

/** As many as are in sight at a time. */
const PAGE = 6

/** The list of templates that opens at a `/` before the caret. */
export function useTemplatePicker(
  text: Ref<string>,
  caret: Ref<number>,
  templates: () => readonly Template[],
) {
  const active = ref(0)
  /** Where the `/` stood that the list was closed for: it stays closed until another one is typed. */
  const closedAt = ref<number | null>(null)
  const query = computed(() => templateQueryAt(text.value, caret.value))
  const index = computed(() => indexTemplates(templates()))
  const found = computed(() =>
    query.value && query.value.start !== closedAt.value
      ? searchTemplates(index.value, query.value.query)
      : [],
  )
  const open = computed(() => found.value.length > 0)

  watch(
    () => query.value?.query,
    () => (active.value = 0),
  )
  watch(query, (now) => {
    if (!now) closedAt.value = null
  })

  function move(by: number) {
    const count = found.value.length
    active.value = (active.value + by + count) % count
  }
  /** Like `move`, but it stays at the ends. */
  function jump(by: number) {
    active.value = Math.max(0, Math.min(found.value.length - 1, active.value + by))
  }
  function close() {
    closedAt.value = query.value?.start ?? null
  }

  /** Does what a key means to the open list; `pick` takes the marked template. Tells whether the key was used up. */
  function onKey(event: KeyboardEvent, pick: (index: number) => void): boolean {
    if (!open.value) return false
    if (event.key === 'ArrowDown') move(1)
    else if (event.key === 'ArrowUp') move(-1)
    else if (event.key === 'PageDown') jump(PAGE)
    else if (event.key === 'PageUp') jump(-PAGE)
    else if (event.key === 'Home') jump(-Infinity)
    else if (event.key === 'End') jump(Infinity)
    else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') pick(active.value)
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { open, query, found, active, onKey }
}

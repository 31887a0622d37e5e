import type { Preference } from '@baton/domain/template/index-templates.ts'
import type { Suggester } from '@baton/domain/template/suggest.ts'
import type { Template } from '@baton/protocol/template.ts'
import { shallowRef, watch, type Ref } from 'vue'
import { idle } from '../live/when-idle.ts'

let loading: Promise<Suggester> | undefined
/** One after the other: what is taken in twice at a time would be in twice. */
let taking: Promise<unknown> = Promise.resolve()

/** Fetched when the first question is there to answer. */
function loadSuggester(): Promise<Suggester> {
  loading ??= import('@baton/domain/template/suggest.ts').then(
    ({ createSuggester }) => createSuggester(idle),
    (error: unknown) => {
      loading = undefined
      throw error
    },
  )
  return loading
}

async function suggesterOf(templates: readonly Template[]): Promise<Suggester> {
  const suggester = await loadSuggester()
  taking = taking.then(() => suggester.update(templates))
  await taking
  return suggester
}

/**
 * The templates that answer what the customer said last, best first: the newest of the `questions` that any answers.
 * Nothing waits for them: they are looked for when the panel rests, and nothing of it leaves this browser.
 */
export function useSuggestions(
  questions: Ref<readonly string[]>,
  templates: Ref<readonly Template[] | undefined>,
  preference: Ref<Preference>,
) {
  const suggestions = shallowRef<readonly Template[]>([])
  let asked = 0
  watch(
    [questions, templates, preference],
    async () => {
      const mine = ++asked
      if (questions.value.length === 0) suggestions.value = []
      const all = templates.value
      if (questions.value.length === 0 || !all) return
      await idle()
      if (mine !== asked) return
      // Without them one types a `/`, as ever.
      const suggester = await suggesterOf(all).catch(() => null)
      if (mine !== asked || !suggester) return
      const found = questions.value.map((one) => suggester.suggest(one, preference.value))
      suggestions.value = found.find(({ length }) => length > 0) ?? []
    },
    { immediate: true },
  )
  return suggestions
}

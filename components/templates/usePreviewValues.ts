import { parseTemplate } from '@baton/domain/template/grammar.ts'
import type { TemplateValues } from '@baton/domain/template/values.ts'
import { until } from '@vueuse/core'
import { computed, ref, shallowRef } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getConversation } from '../../db/queries/get-conversation.ts'
import { getCustomer } from '../../db/queries/get-customer.ts'
import { usePlace } from '../../stores/place.ts'
import { longDateIn } from '../../composables/words/format.ts'
import { valuesOf } from '../live/useTemplateValues.ts'
import { nameAndPage } from '../../composables/words/customer-name.ts'
import { language, t } from '../../composables/words/i18n.ts'
import { useListIndex } from '../live/useListIndex.ts'
import { useLiveQuery } from '../live/useLiveQuery.ts'
import { useNow } from '../live/useNow.ts'
import { useSession } from '../live/useSession.ts'

/** As many as anybody looks through to find somebody to try a template on. */
const MOST = 50

/**
 * What a template, written in a language, is filled from while it is edited: a real conversation, the open one unless another is chosen, or
 * made-up values while this browser holds none.
 */
export function usePreviewValues(writtenIn: () => string | null) {
  const { db } = useWorld()
  const place = usePlace()
  const now = useNow()
  const { account } = useSession()
  const chosen = ref(place.selectedId)
  const known = shallowRef<{ id: string; name: string }[]>([])
  const list = useListIndex()
  void until(list)
    .toBeTruthy()
    .then(async (state) => {
      const read = new Map<string, number>()
      const ids = (['all', 'resolved'] as const).flatMap((filter) =>
        state.index.ids({ filter }, read),
      )
      const rows = await db.conversations.bulkGet(ids.slice(0, MOST))
      known.value = rows.flatMap((row) => (row ? [{ id: row.id, name: nameAndPage(row) }] : []))
      if (!chosen.value) chosen.value = known.value[0]?.id ?? ''
    })
  const conversation = useLiveQuery(
    async () => (chosen.value ? await getConversation(db, chosen.value) : null),
    [chosen],
  )
  const customer = useLiveQuery(
    async () => (conversation.value ? await getCustomer(db, conversation.value.customer.id) : null),
    [() => conversation.value?.customer.id],
  )

  const values = computed((): TemplateValues => ({
    customer: (conversation.value && valuesOf(conversation.value.customer)) ?? {
      name: t('manager.sampleName'),
      email: 'ana@example.com',
    },
    agent: { name: account.value?.agent.name ?? '' },
    team: { name: account.value?.team.name ?? '' },
    conversation: { id: conversation.value?.id ?? '0000' },
    context: customer.value?.context ?? {},
    today: new Date(now.value),
    formatDate: (date) => longDateIn(writtenIn() ?? language.value, date.getTime()),
  }))
  return {
    values,
    chosen,
    /** Those to choose from. */
    choices: computed(() => {
      const open = conversation.value
      if (!open || known.value.some(({ id }) => id === open.id)) return known.value
      return [{ id: open.id, name: nameAndPage(open) }, ...known.value]
    }),
    /** What the channel tells of this customer that a placeholder can name. */
    context: computed(() =>
      Object.keys(values.value.context).filter(
        (name) => parseTemplate(`{{context.${name}}}`)[0]?.kind === 'variable',
      ),
    ),
  }
}
export type PreviewValues = ReturnType<typeof usePreviewValues>

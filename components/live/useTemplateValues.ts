import type { Readers } from '@baton/domain/template/offered-language.ts'
import type { TemplateValues } from '@baton/domain/template/values.ts'
import { knownName } from '@baton/domain/guest.ts'
import type { Conversation, Customer } from '@baton/protocol/conversation.ts'
import type { Template } from '@baton/protocol/template.ts'
import { computed } from 'vue'
import { useWorld } from '../../composables/world.ts'
import { getCustomer } from '../../db/queries/get-customer.ts'
import { longDateIn } from '../../composables/words/format.ts'
import { language } from '../../composables/words/i18n.ts'
import { useLiveQuery } from './useLiveQuery.ts'
import { useNow } from './useNow.ts'
import { useSession } from './useSession.ts'

/** What templates may say of a customer: a guest's name is none. */
export function valuesOf(customer: Customer): TemplateValues['customer'] {
  return { name: knownName(customer), email: customer.email }
}

/**
 * What the templates of a conversation are filled from, and who reads them: the customer in the language of their
 * browser.
 */
export function useTemplateValues(conversation: () => Conversation) {
  const { db } = useWorld()
  const { account } = useSession()
  const now = useNow()
  const customer = useLiveQuery(
    () => getCustomer(db, conversation().customer.id),
    [() => conversation().customer.id],
  )
  const readers = computed((): Readers => ({
    customer: customer.value?.language ?? null,
    agent: language.value,
  }))

  /** The values for a template: its dates are written in its own language. */
  function valuesFor(template: Template): TemplateValues {
    return {
      customer: valuesOf(conversation().customer),
      agent: { name: account.value?.agent.name ?? '' },
      team: { name: account.value?.team.name ?? '' },
      conversation: { id: conversation().id },
      context: customer.value?.context ?? {},
      today: new Date(now.value),
      formatDate: (date) => longDateIn(template.language ?? language.value, date.getTime()),
    }
  }
  return { readers, valuesFor }
}

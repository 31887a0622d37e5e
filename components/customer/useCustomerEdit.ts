import { useWorld } from '../../composables/world.ts'
import { guestName, knownName } from '@baton/domain/guest.ts'
import type { CustomerDetails } from '@baton/protocol/customer-details.ts'
import { computed, ref, watch } from 'vue'
import { moveSentence } from '../../composables/words/move-sentence.ts'

/** What an agent may put right about a customer. */
export type CustomerFields = Pick<CustomerDetails, 'name' | 'email' | 'note'>

/**
 * Edits a customer: what was saved is shown at once, and taken back with a word when the server refuses it. A
 * colleague's edit that came in between is never written over unseen: it becomes the `conflict`.
 *
 * It is a question to the server and nothing that is kept for later: hours offline, it would most likely meet
 * a customer that somebody else has edited, with nobody there to decide.
 */
export function useCustomerEdit(customer: () => CustomerDetails) {
  const { background } = useWorld()
  /** The version the form was filled from; null while there is no form. */
  const seen = ref<number | null>(null)
  const draft = ref<CustomerFields>(fieldsOf(customer()))
  const saving = ref<{ fields: CustomerFields; until: number | null } | null>(null)
  const error = ref('')

  const shown = computed(() => ({ ...customer(), ...saving.value?.fields }))
  const isEditing = computed(() => seen.value !== null && saving.value === null)
  /** The customer as a colleague has left them since the form was filled; null when nobody has. */
  const conflict = computed(() =>
    isEditing.value && seen.value !== customer().version ? customer() : null,
  )

  // The answer may be there before the row it tells of: what was saved stays until that is.
  watch([() => customer().version, saving], () => {
    const until = saving.value?.until ?? null
    if (until === null || customer().version < until) return
    saving.value = null
    seen.value = null
  })

  function begin() {
    draft.value = fieldsOf(customer())
    seen.value = customer().version
    error.value = ''
  }

  async function save(fields: CustomerFields) {
    if (saving.value) return
    const { id: customerId, version } = customer()
    draft.value = fields
    // Saved in sight of a conflict: mine is meant to stand.
    if (conflict.value) seen.value = version
    // Who is still not known by name stays a guest.
    const name = fields.name || guestName(customerId)
    const saved = { ...fields, name, customerId, version: seen.value ?? version }
    saving.value = { fields, until: null }
    error.value = ''
    const reply = await background.ask('customer:edit', saved)
    if (reply.ok) {
      saving.value = { fields, until: reply.data.customer.version }
      return
    }
    saving.value = null
    const { code } = reply.error
    // The conflict says it. Servers will say it by the second code: see decision 32.
    if (code === 'stale-version' || code === 'changed-meanwhile') return
    error.value = moveSentence(reply.error, 'other')
  }

  return {
    ...{ draft, error, shown, isEditing, conflict, begin, save },
    cancel: () => (seen.value = null),
    /** Takes a colleague's edit instead of mine. */
    takeTheirs: begin,
  }
}

/** A guest has no name to change. */
function fieldsOf(customer: CustomerDetails): CustomerFields {
  return { name: knownName(customer) ?? '', email: customer.email, note: customer.note }
}

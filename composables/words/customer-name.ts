import { shownName, shownNameAndPage, type Called } from '@baton/domain/guest.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { language } from './i18n.ts'

/** What the panel calls a customer: by name, or a guest by the animal, in the language of the panel. */
export function customerName(customer: Called): string {
  return shownName(customer, language.value)
}

/** The same where nothing else tells a guest from others: with the page they wrote from, as "Guest Otter · Your cart". */
export function nameAndPage(conversation: Pick<Conversation, 'customer' | 'page'>): string {
  return shownNameAndPage(conversation, language.value, (name, page) => `${name} · ${page}`)
}

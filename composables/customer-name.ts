import { shownName, type Called } from '@baton/domain/guest.ts'
import { language } from './i18n.ts'

/** What the panel calls a customer: by name, or a guest by the animal, in the language of the panel. */
export function customerName(customer: Called): string {
  return shownName(customer, language.value)
}

/** BCP 47 tags of who reads a text, and of who writes it; null where it is not known. */
export interface Readers {
  customer: string | null
  agent: string | null
}

/**
 * How well the language of a template suits, 0 best: the customer's, in their very form; the customer's; one for
 * everybody; the agent's; any.
 */
export function languageRank(language: string | null, { customer, agent }: Readers): number {
  if (language === null) return 2
  if (customer !== null && language.toLowerCase() === customer.toLowerCase()) return 0
  if (customer !== null && spoken(language) === spoken(customer)) return 1
  return agent !== null && spoken(language) === spoken(agent) ? 3 : 4
}

/** The language of a tag without place and script; "in" is what browsers of old call Indonesian. */
function spoken(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? ''
  return language === 'in' ? 'id' : language
}

/** BCP 47 tags of the customer and the agent; null if unknown. */
export interface Readers {
  customer: string | null
  agent: string | null
}

/**
 * How well a template's language suits, 0 best: the customer's exact tag, the customer's language, any customer, the
 * agent's language, another one.
 */
export function languageRank(language: string | null, { customer, agent }: Readers): number {
  if (language === null) return 2
  if (customer !== null && language.toLowerCase() === customer.toLowerCase()) return 0
  if (customer !== null && spoken(language) === spoken(customer)) return 1
  return agent !== null && spoken(language) === spoken(agent) ? 3 : 4
}

/** The language of a tag without region and script. Old browsers call Indonesian "in". */
function spoken(tag: string): string {
  const language = tag.toLowerCase().split('-')[0] ?? ''
  return language === 'in' ? 'id' : language
}

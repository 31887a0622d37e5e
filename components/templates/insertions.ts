import type { VARIABLES } from '@baton/domain/template/values.ts'
import { t } from '../../composables/words/i18n.ts'

/** Something to put into a body: what it is called, what it is in the language, and what of that is then selected. */
export interface Insertion {
  label: string
  source: string
  /** What is likely to be typed over, as UTF-16 offsets in the source; null: the caret goes behind it. */
  select: [number, number] | null
}
export interface InsertionGroup {
  id: 'customer' | 'us' | 'channel' | 'date' | 'field' | 'other'
  label: string
  insertions: Insertion[]
}

type Variable = keyof typeof VARIABLES
const plain = (source: string, label: string): Insertion => ({ label, source, select: null })
const variable = (name: Variable, label: string) => plain(`{{${name}}}`, label)

/** Everything the language knows, by what it is about; `context` names what the channel tells of a customer. */
export function insertionGroups(context: readonly string[]): InsertionGroup[] {
  const field = t('manager.fieldName')
  const choices = t('manager.fieldChoices')
  const first = t('manager.fallback')
  const group = (id: InsertionGroup['id'], label: string, insertions: Insertion[]) => ({
    ...{ id, label, insertions },
  })
  return [
    group('customer', t('manager.aboutCustomer'), [
      selected('{{customer.first_name|', first, '}}', t('manager.customerFirstName')),
      variable('customer.name', t('manager.customerName')),
      variable('customer.email', t('manager.customerEmail')),
    ]),
    group('us', t('manager.aboutUs'), [
      variable('agent.first_name', t('manager.agentFirstName')),
      variable('agent.name', t('manager.agentName')),
      variable('team.name', t('manager.teamName')),
      variable('conversation.id', t('manager.conversationId')),
    ]),
    group(
      'channel',
      t('manager.aboutChannel'),
      context.map((name) => plain(`{{context.${name}}}`, name)),
    ),
    group('date', t('manager.aboutDate'), [
      plain('{{date}}', t('manager.today')),
      selected('{{date+', '3', 'd}}', t('manager.inDays')),
      selected('{{date+', '1', 'm}}', t('manager.inMonths')),
    ]),
    group('field', t('manager.aboutField'), [
      selected('{{?', field, '}}', t('manager.field')),
      selected(`{{?${field}:`, choices, '}}', t('manager.choiceField')),
    ]),
    group('other', t('manager.aboutOther'), [plain('{{cursor}}', t('manager.cursor'))]),
  ].filter(({ insertions }) => insertions.length > 0)
}

function selected(before: string, middle: string, after: string, label: string): Insertion {
  const select: [number, number] = [before.length, before.length + middle.length]
  return { label, source: before + middle + after, select }
}

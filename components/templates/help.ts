import { t } from '../../composables/words/i18n.ts'

/** An example of the language, and what it does. */
export interface HelpExample {
  source: string
  text: string
}

/** The language of templates by example: all of it. `context` names what the channel tells of a customer. */
export function helpExamples(context: readonly string[]): HelpExample[] {
  return [
    { source: '{{customer.first_name|there}}', text: t('manager.helpFallback') },
    { source: '{{customer.name}}', text: t('manager.helpCustomer') },
    { source: '{{agent.first_name}}', text: t('manager.helpAgent') },
    { source: '{{team.name}}', text: t('manager.helpTeam') },
    { source: '{{conversation.id}}', text: t('manager.helpConversation') },
    { source: `{{context.${context[0] ?? 'plan'}|–}}`, text: t('manager.helpContext') },
    { source: '{{date}}', text: t('manager.helpDate') },
    { source: '{{date+3d}}', text: t('manager.helpDateMoved') },
    { source: `{{?${t('manager.fieldName')}}}`, text: t('manager.helpField') },
    {
      source: `{{?${t('manager.fieldName')}:${t('manager.fieldChoices')}}}`,
      text: t('manager.helpChoices'),
    },
    { source: '{{cursor}}', text: t('manager.helpCursor') },
  ]
}

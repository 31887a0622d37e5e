import type { TemplateContent } from '@baton/protocol/template.ts'

export const DEMO_TEMPLATES: readonly Pick<
  TemplateContent,
  'shortcut' | 'title' | 'body' | 'tags'
>[] = [
  {
    shortcut: 'greeting',
    title: 'Greeting',
    tags: ['greeting'],
    body: 'Hello {{customer.first_name|there}}, this is {{agent.name}} from {{team.name}}. I have read your messages and am looking into it now.',
  },
  {
    shortcut: 'great-news',
    title: 'Great news: refund sent',
    tags: ['refunds'],
    body: 'Great news: your refund was sent on {{date}}. Your bank usually books it within 5 to 7 working days.',
  },
  {
    shortcut: 'green-plan',
    title: 'What the Green plan includes',
    tags: ['products'],
    body: 'The Green plan includes 5 seats for your household, free delivery, refills at 15 % off and the collection of old appliances, for Rp 49,000 a month.',
  },
  {
    shortcut: 'refund-status',
    title: 'Refund: amount and date',
    tags: ['refunds'],
    body: 'I have checked your refund of Rp {{?amount}}: it was issued on {{?date of issue}} and should be with you 5 to 7 working days later.',
  },
  {
    shortcut: 'sorry',
    title: 'Apology',
    tags: ['greeting'],
    body: 'I am sorry for the trouble, {{customer.first_name|and thank you for your patience}}. Let me put this right for you.',
  },
  {
    shortcut: 'order-number',
    title: 'Ask for the order number',
    tags: ['orders'],
    body: 'Could you send me the order number, please? It is in the confirmation email and begins with NG.',
  },
  {
    shortcut: 'card-new',
    title: 'New card on its way',
    tags: ['cards'],
    body: 'I have blocked the old card and ordered a new one by express, free of charge. It should reach you within {{?working days}} working days.',
  },
  {
    shortcut: 'photo',
    title: 'Ask for a photo of the damage',
    tags: ['orders'],
    body: 'Could you send us a photo of the item and of the box it came in? Then I can send a replacement at once.',
  },
  {
    shortcut: 'voucher',
    title: 'Voucher for the trouble',
    tags: ['refunds'],
    body: 'To make up for it, here is a voucher over Rp {{?amount}} for your next order: {{?code}}.',
  },
  {
    shortcut: 'bye',
    title: 'Goodbye',
    tags: ['greeting'],
    body: 'I am glad that this is solved. If anything else comes up, just write here. Have a good day! {{agent.name}}',
  },
]

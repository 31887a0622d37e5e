import { NOTHING_ALONGSIDE, type Alongside } from '@baton/protocol/message.ts'
import type { TemplateContent } from '@baton/protocol/template.ts'

/** Actions of a template; what is left out is none. */
const along = (some: Partial<Alongside>): Alongside => ({ ...NOTHING_ALONGSIDE, ...some })

type Told = Pick<TemplateContent, 'shortcut' | 'title' | 'tags' | 'body'> &
  Partial<Pick<TemplateContent, 'language' | 'actions'>>

const TOLD: readonly Told[] = [
  {
    shortcut: 'greeting',
    title: 'Greeting',
    tags: ['everyday'],
    body: 'Hello {{customer.first_name|there}}, this is {{agent.name}} from {{team.name}}. I have read your messages and am looking into it now.',
  },
  {
    shortcut: 'greeting',
    title: 'Salam',
    tags: ['everyday'],
    language: 'id',
    body: 'Halo {{customer.first_name|Kak}}, saya {{agent.name}} dari {{team.name}}. Pesan Anda sudah saya baca dan sedang saya periksa.',
  },
  {
    shortcut: 'great-news',
    title: 'Great news: refund sent',
    tags: ['billing/refunds'],
    body: 'Great news: your refund was sent on {{date}}. Your bank usually books it within 5 to 7 working days.',
  },
  {
    shortcut: 'green-plan',
    title: 'What the Green plan includes',
    tags: ['products/plans'],
    body: 'The Green plan includes 5 seats for your household, free delivery, refills at 15 % off and the collection of old appliances, for Rp 49,000 a month.',
  },
  {
    shortcut: 'refund-status',
    title: 'Refund: amount and date',
    tags: ['billing/refunds'],
    body: 'I have checked your refund of Rp {{?amount}}: it was issued on {{?date of issue}} and should be with you 5 to 7 working days later.',
    actions: along({ tags: ['refund'] }),
  },
  {
    shortcut: 'refund-status',
    title: 'Status pengembalian dana',
    tags: ['billing/refunds'],
    language: 'id',
    body: 'Pengembalian dana Rp {{?jumlah}} sudah saya periksa: diproses pada {{?tanggal}} dan biasanya masuk 5 sampai 7 hari kerja setelahnya.',
    actions: along({ tags: ['refund'] }),
  },
  {
    shortcut: 'sorry',
    title: 'Apology',
    tags: ['everyday'],
    body: 'I am sorry for the trouble, {{customer.first_name|and thank you for your patience}}. Let me put this right for you.',
  },
  {
    shortcut: 'order-number',
    title: 'Ask for the order number',
    tags: ['orders'],
    body: 'Could you send me the order number, please? It is in the confirmation email and begins with NG.',
  },
  {
    shortcut: 'delivery',
    title: 'When the order comes',
    tags: ['orders/delivery'],
    body: 'Your order goes by {{?courier:JNE,SiCepat,our own van}} and should be with you by {{date+3d}}. {{cursor}}',
  },
  {
    shortcut: 'card-new',
    title: 'New card on its way',
    tags: ['billing/cards'],
    body: 'I have blocked the old card and ordered a new one by express, free of charge. It should reach you within {{?working days}} working days.',
    actions: along({ tags: ['card'], note: 'Old card blocked on {{date}}, new one ordered.' }),
  },
  {
    shortcut: 'photo',
    title: 'Ask for a photo of the damage',
    tags: ['orders/damage'],
    body: 'Could you send us a photo of the item and of the box it came in? Then I can send a replacement at once.',
  },
  {
    shortcut: 'voucher',
    title: 'Voucher for the trouble',
    tags: ['billing/refunds'],
    body: 'To make up for it, here is a voucher over Rp {{?amount:25 000,50 000,100 000}} for your next order: {{?code}}.',
    actions: along({ tags: ['voucher'] }),
  },
  {
    shortcut: 'back-to-ai',
    title: 'Back to the assistant',
    tags: ['everyday'],
    body: 'That is settled, then. Our assistant takes over from here and calls me whenever you need me.',
    actions: along({ then: 'hand-back' }),
  },
  {
    shortcut: 'bye',
    title: 'Goodbye',
    tags: ['everyday'],
    body: 'I am glad that this is solved. If anything else comes up, just write here. Have a good day! {{agent.name}}',
    actions: along({ then: 'resolve' }),
  },
  {
    shortcut: 'bye',
    title: 'Penutup',
    tags: ['everyday'],
    language: 'id',
    body: 'Senang masalahnya sudah selesai. Kalau ada hal lain, tulis saja di sini. Semoga harinya menyenangkan! {{agent.name}}',
    actions: along({ then: 'resolve' }),
  },
]

export const DEMO_TEMPLATES: readonly TemplateContent[] = TOLD.map((template) => ({
  language: 'en',
  attachments: [],
  actions: NOTHING_ALONGSIDE,
  ...template,
}))

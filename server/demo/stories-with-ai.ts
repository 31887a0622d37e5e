import questions from './questions.json' with { type: 'json' }
import type { Story } from './story.ts'

type Row = readonly [name: string, question: number, minutesAgo: number, followUp?: string]

// Customers whom the AI agent answered, with real questions (see LICENSE-banking77.md).
const ROWS: readonly Row[] = [
  ['Nadia Kusuma', 13, 3, 'Ah, that was it. Thank you!'],
  ['Kevin Tan', 5, 6],
  ['Fatimah Zahra', 12, 8, 'Found it, thanks'],
  ['Lena Fischer', 15, 11],
  ['Agus Setiawan', 16, 14],
  ['Chloe Dubois', 18, 21, 'Great'],
  ['Wayan Sudiarta', 9, 26],
  ['Hana Sato', 27, 33],
  ['Marcus Reed', 20, 41],
  ['Intan Permata', 24, 52, 'ok thanks'],
  ['Diego Alvarez', 7, 58],
  ['Yusuf Hidayat', 29, 73],
  ['Emma Larsen', 19, 88],
  ['Bayu Nugroho', 33, 104],
]

export const STORIES_WITH_AI: readonly Story[] = [
  {
    name: 'Rahul Kumar',
    email: 'rahul@example.com',
    state: 'ai',
    ago: 0.5,
    lines: [
      { customer: 'Hello!' },
      {
        ai: 'Hello! I am the AI agent. Ask me about orders, delivery, refunds or your card, or ask for a human at any time.',
      },
      { customer: 'Which plan includes free delivery?' },
      { ai: 'green-plan#1' },
    ],
  },
  {
    name: 'Jonas Lind',
    email: 'jonas@example.com',
    state: 'ai',
    ago: 18,
    lines: [{ customer: 'Does it work with Safari?' }, { ai: 'account#3' }],
  },
  ...ROWS.map(([name, question, ago, followUp]): Story => ({
    name,
    email: `${name.split(' ')[0]?.toLowerCase() ?? 'customer'}@example.com`,
    state: 'ai',
    ago,
    lines: [
      { customer: question },
      { ai: questions[question]?.section ?? '' },
      ...(followUp
        ? [
            { customer: followUp },
            { ai: 'You are welcome! Is there anything else I can help you with?' },
          ]
        : []),
    ],
  })),
]

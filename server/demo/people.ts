import type { NewTeam } from '../team/team-services.ts'

export const DEMO_TEAM: NewTeam = {
  slug: 'demo',
  name: 'Nusa Goods',
  settings: {
    suggestedQuestions: [
      'Where is my order?',
      'How long does a refund take?',
      'What does delivery cost?',
    ],
  },
}

/** Whom the sample shop can sign in: the customer of one of the past conversations. */
export const DEMO_CUSTOMER = {
  subject: 'customer-1042',
  name: 'Ana Putri',
  email: 'ana@example.com',
} as const

/** The demo team's sign-ins. Printed by `npm start`; the demo runs on the loopback address only. */
export const DEMO_PEOPLE = [
  { name: 'Rina Hartono', email: 'rina@nusa.example', password: 'rina-demo-2026', role: 'agent' },
  { name: 'Sari Wijaya', email: 'sari@nusa.example', password: 'sari-demo-2026', role: 'agent' },
  {
    name: 'Dimas Pratama',
    email: 'dimas@nusa.example',
    password: 'dimas-demo-2026',
    role: 'admin',
  },
] as const

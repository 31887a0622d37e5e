import type { NewAgent, NewTeam } from '../services.ts'

// The demo team. The passwords are printed at the start of the demo, which listens on loopback only.

export const DEMO_TEAM: NewTeam = { slug: 'demo', name: 'Nusa Goods' }

export const DEMO_AGENTS = {
  rina: {
    name: 'Rina Hartono',
    email: 'rina@nusagoods.example',
    password: 'rina-demo-pass',
    role: 'agent',
  },
  sari: {
    name: 'Sari Wijaya',
    email: 'sari@nusagoods.example',
    password: 'sari-demo-pass',
    role: 'agent',
  },
  dimas: {
    name: 'Dimas Pratama',
    email: 'dimas@nusagoods.example',
    password: 'dimas-demo-pass',
    role: 'admin',
  },
} as const satisfies Record<string, NewAgent>

// `npm run agent:role -- <team's slug> <email> <agent|admin>`: what somebody may do, from their next request on.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:role',
  takes: ['team', 'email', 'role'],
  flags: { '--last-admin': 'lastAdmin' },
  usage: "agent:role -- <team's slug> <email> <agent|admin> [--last-admin]",
})

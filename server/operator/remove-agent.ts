// `npm run agent:remove -- <team's slug> <email>`: somebody who has left. Their connections close, their token opens
// nothing, and what they held waits for somebody else.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:remove',
  takes: ['team', 'email'],
  flags: { '--last-admin': 'lastAdmin' },
  usage: "agent:remove -- <team's slug> <email> [--last-admin]",
})

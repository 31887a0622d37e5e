// `npm run agent:list -- <team's slug>`: who is in the team or has been: email, role, presence and name.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:list',
  takes: ['team'],
  usage: "agent:list -- <team's slug>",
})

// `npm run agent:add -- <team's slug> <agent|admin> <name> <email>`: one more person who may sign in, or somebody who
// is there brought up to date.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:add',
  takes: ['team', 'role', 'name', 'email'],
  flags: { '--last-admin': 'lastAdmin' },
  password: { whose: 'the agent', variable: 'BATON_AGENT_PASSWORD' },
  usage: "agent:add -- <team's slug> <agent|admin> <name> <email>",
})

// `npm run agent:reset-password -- <team's slug> <email>`: a new password; all sessions of before end.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:reset-password',
  takes: ['team', 'email'],
  password: { whose: 'the agent', variable: 'BATON_AGENT_PASSWORD' },
  usage: "agent:reset-password -- <team's slug> <email>",
})

// `npm run agent:sign-out -- <team's slug> <email>`: ends all sessions of an agent, for example of a lost laptop.
import { runCommand } from './command.ts'

await runCommand({
  command: 'agent:sign-out',
  takes: ['team', 'email'],
  usage: "agent:sign-out -- <team's slug> <email>",
})

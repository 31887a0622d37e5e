// `npm run team:identity-secret -- <team's slug> [--rotate]`: what the team's site signs its customers in with.
import { runCommand } from './command.ts'

await runCommand({
  command: 'team:identity-secret',
  takes: ['team'],
  flags: { '--rotate': 'rotate' },
  usage: "team:identity-secret -- <team's slug> [--rotate]",
})

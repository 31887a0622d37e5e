// `npm run team:create -- <slug> <team name> <admin's name> <admin's email>`: the first team of a server, and
// the admin who will run it.
import { runCommand } from './command.ts'

await runCommand({
  command: 'team:create',
  takes: ['team', 'teamName', 'name', 'email'],
  password: { whose: 'the admin', variable: 'BATON_ADMIN_PASSWORD' },
  usage: 'team:create -- <slug> <team name> <admin name> <admin email>',
})

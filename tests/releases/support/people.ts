import type { Services } from '../../../server/services.ts'
import { emailOf, PASSWORD, PEOPLE, TEAM } from './working-day.ts'

/** Makes the recorded team and everybody in it. */
export async function addPeople({ teams }: Services): Promise<void> {
  const { id } = await teams.createTeam(TEAM)
  for (const [name, role] of Object.entries(PEOPLE)) {
    const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
    await teams.addAgent(id, { name: capital, email: emailOf(name), password: PASSWORD, role })
  }
}

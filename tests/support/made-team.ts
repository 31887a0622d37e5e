import { createApp } from '../../server/app.ts'
import { readConfig } from '../../server/edge/config.ts'
import { openDatabase } from '../../server/database/open.ts'
import type { Services } from '../../server/services.ts'

/** A team that is no demo's: the demo's passwords are public, and its server answers this machine only. */
export const MADE_TEAM = { slug: 'nusa', name: 'Nusa Goods' }
export const PASSWORD = 'correct horse battery'
/** What a server that is no demo's wants set beside its database. */
export const SECRET = 'x'.repeat(32)

export function emailOf(name: string): string {
  return `${name.toLowerCase()}@${MADE_TEAM.slug}.example`
}

export interface MadeTeam {
  teamId: string
  ids: { rina: string; sari: string; dimas: string }
}

/** Makes the team, with two agents and an admin. */
export async function makeTeam({ teams }: Pick<Services, 'teams'>): Promise<MadeTeam> {
  const { id: teamId } = await teams.createTeam(MADE_TEAM)
  const add = async (name: string, role: 'agent' | 'admin') =>
    (await teams.addAgent(teamId, { name, email: emailOf(name), password: PASSWORD, role })).id
  const ids = {
    rina: await add('Rina', 'agent'),
    sari: await add('Sari', 'agent'),
    dimas: await add('Dimas', 'admin'),
  }
  return { teamId, ids }
}

/** The same in a database that no server runs on: a file's path or a postgres:// address. */
export async function makeTeamIn(address: string): Promise<MadeTeam> {
  const database = openDatabase(address)
  try {
    const config = readConfig({ BATON_DATABASE: address, BATON_SECRET: SECRET })
    const app = await createApp({
      ...{ config, database },
      makerFor: () => Promise.reject(new Error('Nobody asks here.')),
    })
    try {
      return await makeTeam(app.services)
    } finally {
      await app.close()
    }
  } finally {
    await database.close()
  }
}

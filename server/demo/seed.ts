import { join } from 'node:path'
import { loadArticles } from '../ai/knowledge/load-articles.ts'
import type { Services } from '../services.ts'
import { DEMO_PEOPLE, DEMO_TEAM } from './people.ts'
import { STORIES_WITH_AI } from './stories-with-ai.ts'
import { storiesWithHumans } from './stories-with-humans.ts'
import { DEMO_TEMPLATES } from './templates.ts'
import type { Story } from './story.ts'
import { toConversation } from './to-conversation.ts'

interface SeededServices extends Omit<Services, 'teams'> {
  teams: Pick<Services['teams'], 'findTeam' | 'createTeam' | 'addAgent'>
}

/** The folder of the demo team's knowledge base. */
export const DEMO_KNOWLEDGE = join(import.meta.dirname, 'knowledge')

/**
 * Fills an empty server with the demo team: people, templates and past conversations, told back from `now`
 * (ms since 1970). It is many transactions: one that was cut short is finished by the next, which adds what is
 * missing and nothing twice. Does nothing when the last conversation is there.
 */
export async function seedDemo(services: SeededServices, now: number): Promise<void> {
  const team = await services.teams.findTeam(DEMO_TEAM.slug)
  // Oldest first, so that the revisions grow as they would have.
  const stories = [...storiesWithHumans(now), ...STORIES_WITH_AI].sort((a, b) => b.ago - a.ago)
  const untold = []
  for (const story of stories) {
    if (!team || !(await services.conversations.wasImported(team.id, keyOf(story))))
      untold.push(story)
  }
  if (untold.length === 0) return
  const sections = await loadArticles(DEMO_KNOWLEDGE)
  const { id: teamId } = team ?? (await services.teams.createTeam(DEMO_TEAM))
  const [rina, sari, dimas] = DEMO_PEOPLE
  const agentIds = {
    rina: (await services.teams.addAgent(teamId, rina)).id,
    sari: (await services.teams.addAgent(teamId, sari)).id,
  }
  await services.teams.addAgent(teamId, dimas)
  const known = new Set(await services.templates.shortcuts(teamId))
  for (const template of DEMO_TEMPLATES) {
    const { shortcut, language } = template
    if (!known.has(`${shortcut} ${language}`))
      await services.templates.addTemplate(teamId, template)
  }
  for (const story of untold) {
    const conversation = toConversation(story, { now, sections, agentIds })
    await services.conversations.importConversation(teamId, { ...conversation, key: keyOf(story) })
  }
}

/** Somebody may have more than one conversation; their ages differ. */
function keyOf({ name, ago }: Story): string {
  return `${name}, ${ago}`
}

import { join } from 'node:path'
import { loadArticles } from '../ai/knowledge/load-articles.ts'
import type { Services } from '../services.ts'
import { DEMO_PEOPLE, DEMO_TEAM } from './people.ts'
import { STORIES_WITH_AI } from './stories-with-ai.ts'
import { storiesWithHumans } from './stories-with-humans.ts'
import { DEMO_TEMPLATES } from './templates.ts'
import { toConversation } from './to-conversation.ts'

/** The folder of the demo team's knowledge base. */
export const DEMO_KNOWLEDGE = join(import.meta.dirname, 'knowledge')

/**
 * Fills an empty server with the demo team: people, templates and past conversations, told back from `now`
 * (ms since 1970). Does nothing when the team is there already.
 */
export async function seedDemo(services: Services, now: number): Promise<void> {
  if (await services.teams.findTeam(DEMO_TEAM.slug)) return
  const sections = await loadArticles(DEMO_KNOWLEDGE)
  const { id: teamId } = await services.teams.createTeam(DEMO_TEAM)
  const [rina, sari, dimas] = DEMO_PEOPLE
  const agentIds = {
    rina: (await services.teams.addAgent(teamId, rina)).id,
    sari: (await services.teams.addAgent(teamId, sari)).id,
  }
  await services.teams.addAgent(teamId, dimas)
  for (const template of DEMO_TEMPLATES) await services.templates.createTemplate(teamId, template)

  // Oldest first, so that the revisions grow as they would have.
  const stories = [...storiesWithHumans(now), ...STORIES_WITH_AI].sort((a, b) => b.ago - a.ago)
  for (const story of stories) {
    const conversation = toConversation(story, { now, sections, agentIds })
    await services.conversations.importConversation(teamId, conversation)
  }
}

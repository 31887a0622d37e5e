// @vitest-environment node
import { expect, test } from 'vitest'
import type { ImportedConversation } from '../conversations/imported-conversation.ts'
import type { NewAgent } from '../team/team-services.ts'
import { seedDemo } from './seed.ts'

const NOW = Date.UTC(2026, 10, 23, 10, 0)

/** Services that keep what they get, until the process dies after `life.writes` more. */
function fakeServices() {
  const agents: NewAgent[] = []
  const life = { writes: Infinity }
  const write = () => {
    if (life.writes <= 0) throw new Error('The process has died.')
    life.writes -= 1
  }
  const shortcuts: string[] = []
  const conversations: ImportedConversation[] = []
  let team: { id: string; slug: string; name: string } | null = null
  const services: Parameters<typeof seedDemo>[0] = {
    teams: {
      findTeam: () => Promise.resolve(team),
      createTeam: (made) => {
        write()
        if (team) throw new Error('There is a team already.')
        return Promise.resolve((team = { id: 'team', ...made }))
      },
      addAgent: (_teamId, agent) => {
        write()
        if (!agents.some(({ email }) => email === agent.email)) agents.push(agent)
        const { name, email, role } = agent
        const made = { id: email, name, email, role, presence: 'offline', active: true } as const
        return Promise.resolve(made)
      },
    },
    templates: {
      addTemplate: (_teamId, template) => {
        write()
        shortcuts.push(`${template.shortcut} ${template.language}`)
        return Promise.resolve({
          id: template.shortcut,
          ownerId: null,
          ...template,
          version: 1,
          updatedAt: 0,
          updatedBy: null,
        })
      },
      shortcuts: () => Promise.resolve([...shortcuts]),
    },
    conversations: {
      importConversation: (_teamId, conversation) => {
        write()
        conversations.push(conversation)
        return Promise.resolve({ conversationId: String(conversations.length) })
      },
      wasImported: (_teamId, wanted) =>
        Promise.resolve(conversations.some(({ key }) => key === wanted)),
    },
  }
  return { services, agents, shortcuts, conversations, life }
}

test('the demo has people, templates and conversations in every state', async () => {
  const { services, agents, shortcuts, conversations } = fakeServices()
  await seedDemo(services, NOW)
  expect(agents.map(({ name, role }) => `${name}, ${role}`)).toEqual([
    'Rina Hartono, agent',
    'Sari Wijaya, agent',
    'Dimas Pratama, admin',
  ])
  expect(shortcuts).toEqual(expect.arrayContaining(['greeting en', 'greeting id', 'bye en']))
  const count = (state: string, ownerId?: string) =>
    conversations.filter((each) => each.state === state && each.ownerId === ownerId).length
  expect({
    waiting: count('waiting'),
    rina: count('human', 'rina@nusa.example'),
    sari: count('human', 'sari@nusa.example'),
    ai: count('ai'),
    resolved: count('resolved'),
  }).toEqual({ waiting: 2, rina: 3, sari: 3, ai: 16, resolved: 4 })
})

test('every conversation is in the past, in order, with words in it', async () => {
  const { services, conversations } = fakeServices()
  await seedDemo(services, NOW)
  for (const { messages } of conversations) {
    const times = messages.map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThanOrEqual(NOW)
    expect(times.every(Number.isSafeInteger)).toBe(true)
    for (const each of messages) if (each.from !== 'system') expect(each.text).not.toBe('')
  }
})

test('seeding again changes nothing', async () => {
  const { services, conversations } = fakeServices()
  await seedDemo(services, NOW)
  const before = conversations.length
  await seedDemo(services, NOW)
  expect(conversations).toHaveLength(before)
})

test('seeding that is cut short anywhere is finished by the next, with nothing missing or twice', async () => {
  const whole = fakeServices()
  await seedDemo(whole.services, NOW)
  const { agents, shortcuts, conversations } = whole
  const writes = 1 + agents.length + shortcuts.length + conversations.length
  for (let survived = 0; survived < writes; survived++) {
    const cut = fakeServices()
    cut.life.writes = survived
    await expect(seedDemo(cut.services, NOW)).rejects.toThrow('died')
    cut.life.writes = Infinity
    await seedDemo(cut.services, NOW)
    expect(cut.agents).toEqual(agents)
    expect(cut.shortcuts).toEqual(shortcuts)
    expect(cut.conversations).toEqual(conversations)
  }
})

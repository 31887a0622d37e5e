import type { Section } from '../ai/knowledge/parse-article.ts'
import { answerFrom } from '../ai/makers/answer-from.ts'
import { aiWordsFor } from '../conversations/handoff/ai-words.ts'
import type {
  ImportedConversation,
  ImportedMessage,
} from '../conversations/imported-conversation.ts'
import questions from './questions.json' with { type: 'json' }
import type { DemoAgent, Line, Story } from './story.ts'

const MINUTE = 60_000

/** What a story's plain data is filled in with. */
export interface Cast {
  /** Milliseconds since 1970. */
  now: number
  sections: readonly Section[]
  agentIds: Record<DemoAgent, string>
}

/** Makes the conversation a story tells. Throws when it names a question or a section that is not there. */
export function toConversation(story: Story, cast: Cast): ImportedConversation {
  const last = cast.now - story.ago * MINUTE
  const step = (story.pace ?? 1) * MINUTE
  return {
    customer: {
      name: story.name,
      email: story.email ?? null,
      subject: story.subject,
      context: story.context,
      language: story.language,
      timeZone: story.timeZone,
    },
    ...(story.page && { page: story.page }),
    ...(story.tags && { tags: story.tags }),
    state: story.state,
    ...(story.owner && { ownerId: cast.agentIds[story.owner] }),
    ...(story.handoff && { handoff: story.handoff }),
    ...(story.state === 'waiting' && { waitingSince: Math.round(last) }),
    messages: story.lines.map((line, index) =>
      toMessage(line, Math.round(last - (story.lines.length - 1 - index) * step), cast),
    ),
  }
}

function toMessage(line: Line, at: number, cast: Cast): ImportedMessage {
  if ('customer' in line) return { from: 'customer', text: wordsOf(line.customer), at }
  if ('ai' in line) return { from: 'ai', text: answer(line.ai, cast), at }
  if ('agent' in line) {
    const agentId = cast.agentIds[line.agent]
    return { from: 'agent', agentId, text: line.text, at, ...(line.note && { note: true }) }
  }
  if ('asked' in line) return { from: 'system', event: 'human-asked', text: '', at }
  return 'takenOver' in line
    ? {
        from: 'system',
        event: 'taken-over',
        agentId: cast.agentIds[line.takenOver],
        text: '',
        at,
      }
    : { from: 'system', event: 'resolved', agentId: cast.agentIds[line.resolved], text: '', at }
}

function wordsOf(customer: string | number): string {
  if (typeof customer === 'string') return customer
  const question = questions[customer]
  if (!question) throw new Error(`There is no demo question ${customer}.`)
  return question.text
}

/** The demo's stories are told in English. */
const DEMO_WORDS = aiWordsFor({}, 'en')

function answer(ai: string, cast: Cast): string {
  if (!/^[a-z-]+#\d+$/.test(ai)) return ai
  const section = cast.sections.find(({ id }) => id === ai)
  if (!section) throw new Error(`The demo's knowledge base has no section ${ai}.`)
  return answerFrom(section, DEMO_WORDS)
}

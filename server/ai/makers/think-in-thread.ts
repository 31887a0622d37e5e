import { handoff } from '@baton/protocol/conversation.ts'
import * as v from 'valibot'
import { Thread } from '../../ground/threads/thread.ts'
import type { FindSections } from '../knowledge/find-sections.ts'
import { section, type Section } from '../knowledge/parse-article.ts'
import type { Think } from './embedded.ts'

/** A thread holds the articles and their index: it goes when the AI has had nothing to do for so long. */
const IDLE_MS = 600_000
/** Longer than all the thoughts take that may be waiting for one. */
const PATIENCE_MS = 30_000

const thought = v.object({ text: v.string(), handoff: v.nullable(handoff) })
const found = v.array(section)

/**
 * Thinks and looks articles up in a thread of its own, which holds them: however long that takes, everybody else is
 * served meanwhile. A thought that is not wanted any more is not waited for. When the thread crashes all its thoughts
 * fail, and the next one starts another.
 */
export function thinkInThread(sections: readonly Section[]): {
  think: Think
  findSections: FindSections
} {
  const program = new URL('think-thread.ts', import.meta.url)
  const thread = new Thread({
    program,
    data: { sections },
    idleMs: IDLE_MS,
    patienceMs: PATIENCE_MS,
  })
  return {
    think: async (turn, signal) => {
      signal.throwIfAborted()
      return v.parse(thought, await thread.ask({ kind: 'think', turn }))
    },
    findSections: async (question, most) => {
      if (sections.length === 0) return []
      return v.parse(found, await thread.ask({ kind: 'find', question, most }))
    },
  }
}

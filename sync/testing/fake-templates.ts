import type { Agent } from '@baton/protocol/agent.ts'
import type { Changed, Row } from '@baton/protocol/changes.ts'
import type { Answer } from '@baton/protocol/errors.ts'
import type { DeleteTemplate, SavedTemplate, SaveTemplate } from '@baton/protocol/template.ts'
import type { FakeFiles } from './fake-files.ts'

/** The answer to a request, with the change it made, if any. */
export interface Answered<T> {
  answer: Answer<T>
  changed: Changed | null
}

/** What it needs of the server that it is part of. */
interface Keeper {
  agent: Agent
  files: FakeFiles
  commit(row: Row): Changed
  rows(): Row[]
}

/** The part of a server that keeps templates: compare-and-set by version, each write once. */
export class FakeTemplates {
  readonly #server: Keeper
  readonly #answers = new Map<string, Answer<SavedTemplate>>()
  /** Every write that was stored, in order. */
  readonly written: { id: string; by: string; body: string | null }[] = []

  constructor(server: Keeper) {
    this.#server = server
  }

  save(body: SaveTemplate): Answered<SavedTemplate> {
    const { id, templateId, baseVersion, personal } = body
    const known = this.#answers.get(id)
    if (known) return { answer: known, changed: null }
    if (this.#versionOf(templateId) !== baseVersion) return refused('changed-meanwhile')
    const { agent, files } = this.#server
    const attachments = body.content.attachments.flatMap((file) => files.stored.get(file) ?? [])
    if (attachments.length < body.content.attachments.length) return refused('not-found')
    const template = {
      ...{ id: templateId, ...body.content, attachments, ownerId: personal ? agent.id : null },
      ...{ version: baseVersion + 1, updatedAt: 1_000, updatedBy: agent.name },
    }
    return this.#store(id, body.content.body, { kind: 'template', value: template }, { template })
  }

  delete({ id, templateId, baseVersion }: DeleteTemplate): Answered<object> {
    const known = this.#answers.get(id)
    if (known) return { answer: known, changed: null }
    const there = this.#rowOf(templateId)
    if (there?.kind !== 'template') return refused('not-found')
    if (there.value.version !== baseVersion) return refused('changed-meanwhile')
    const gone = { id: templateId, version: baseVersion + 1 }
    const template = there.value
    return this.#store(id, null, { kind: 'template-gone', value: gone }, { template })
  }

  #store(id: string, body: string | null, row: Row, data: SavedTemplate): Answered<SavedTemplate> {
    const changed = this.#server.commit(row)
    const answer = { ok: true as const, data }
    this.#answers.set(id, answer)
    this.written.push({ id, by: this.#server.agent.name, body })
    return { answer, changed }
  }

  #rowOf(id: string) {
    return this.#server
      .rows()
      .filter((row) => row.kind === 'template' || row.kind === 'template-gone')
      .find(({ value }) => value.id === id)
  }

  #versionOf(id: string): number {
    return this.#rowOf(id)?.value.version ?? 0
  }
}

function refused(code: 'changed-meanwhile' | 'not-found'): Answered<never> {
  return { answer: { ok: false, error: { code } }, changed: null }
}

import type { FileRefusal } from '@baton/domain/template/transfer/decode-file.ts'
import { IMPORT_FILE_MAX } from '@baton/domain/template/transfer/limits.ts'
import { planImport, type ImportChoices } from '@baton/domain/template/transfer/plan-import.ts'
import { readTemplates, type ReadFile } from '@baton/domain/template/transfer/read-templates.ts'
import { htmlToMarkdown } from '@baton/rendering/html-to-markdown.ts'
import { saveBlob } from '@baton/rendering/save-blob.ts'
import { computed, ref, shallowRef } from 'vue'
import { editTemplates } from '../../db/commands/edit-templates.ts'
import type { TemplateIntent } from '../../db/commands/edit-template.ts'
import { useWorld } from '../../composables/world.ts'
import type { TemplateView } from '../../db/template-view.ts'
import { reportOf } from './transfer-words.ts'

type Read = ReadFile & { ok: true }

/** Where the agent is on the way of a file. */
export type ImportStep =
  | { at: 'file'; refused: { name: string; why: FileRefusal | 'unreadable' } | null }
  | { at: 'reading'; name: string }
  | { at: 'choices'; name: string; read: Read }
  | { at: 'storing'; done: number; total: number }
  | { at: 'done'; done: number; total: number; failed: boolean }

/** Milliseconds: what is read goes on once the screen has had its turn. */
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** Brings a file of templates in, step by step: nothing is stored before the agent has seen what it would be. */
export function useImport(existing: () => readonly TemplateView[], mayEditTeam: () => boolean) {
  const { db, background } = useWorld()
  const step = shallowRef<ImportStep>({ at: 'file', refused: null })
  const choices = ref<ImportChoices>({
    existing: 'skip',
    owner: mayEditTeam() ? 'team' : 'me',
    tags: [],
  })
  let stopped = false

  const read = computed(() => (step.value.at === 'choices' ? step.value.read : null))
  /** What importing would do now; what it did, once it has. */
  const planned = computed(() =>
    read.value ? planImport(read.value.rows, existing(), choices.value) : settled.value,
  )
  const settled = shallowRef<ReturnType<typeof planImport<TemplateView>>>([])

  async function take(file: File): Promise<void> {
    const { name } = file
    step.value = { at: 'reading', name }
    const found = await bytesOf(file)
      .then((bytes) => readTemplates(bytes, { htmlToMarkdown, pause }))
      .catch(() => null)
    if (!found?.ok) {
      step.value = { at: 'file', refused: { name, why: found?.refusal ?? 'unreadable' } }
      return
    }
    if (found.format === 'baton' && mayEditTeam()) choices.value.owner = 'as-in-file'
    step.value = { at: 'choices', name, read: found }
  }

  /** Stores what is planned; what goes wrong leaves all that was stored before. */
  async function store(): Promise<void> {
    settled.value = planned.value
    const intents = settled.value.flatMap(({ outcome }): TemplateIntent[] => {
      if (outcome.kind === 'refused') return []
      const { content, personal } = outcome
      return [{ content, personal, base: outcome.kind === 'replace' ? outcome.template : null }]
    })
    const total = intents.length
    let done = 0
    stopped = false
    step.value = { at: 'storing', done, total }
    const failed = await editTemplates(db, intents, async (stored) => {
      done = stored
      step.value = { at: 'storing', done, total }
      await pause()
      return !stopped
    }).then(
      () => false,
      () => true,
    )
    background.kick()
    step.value = { at: 'done', done, total, failed }
  }

  return {
    step,
    choices,
    planned,
    take,
    store,
    stop: () => {
      stopped = true
    },
    again: () => {
      step.value = { at: 'file', refused: null }
    },
    report: () => {
      saveBlob(new Blob([reportOf(planned.value)]), 'baton-import.csv')
    },
  }
}

/** A file that is too large is not read at all, only as far as shows that it is. */
async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, IMPORT_FILE_MAX + 1).arrayBuffer())
}

import { bothAlong, fillFields, isNothing } from '@baton/domain/template/along.ts'
import { fillTemplate } from '@baton/domain/template/fill.ts'
import { gapName, gapsOf, withoutMarks } from '@baton/domain/template/gaps.ts'
import { choicesOf } from '@baton/domain/template/stops.ts'
import type { TemplateValues } from '@baton/domain/template/values.ts'
import { stillStands } from '@baton/domain/template/written-with.ts'
import type { Attachment } from '@baton/protocol/attachment.ts'
import { NOTHING_ALONGSIDE, type Alongside } from '@baton/protocol/message.ts'
import type { Template } from '@baton/protocol/template.ts'
import { computed, type Ref } from 'vue'
import type { useDraft } from './useDraft.ts'

interface Surroundings {
  /** What becomes of the conversation is then somebody else's to say. */
  noteOnly: () => boolean
  all: Ref<readonly Template[] | undefined>
  valuesFor: (template: Template) => TemplateValues
  attach: (files: readonly Attachment[]) => Promise<void>
}

/** What goes with a message beside its text; or the field of its note that is not filled. */
export type ToSend = { writtenWith?: string; alongside?: Alongside } | { unfilled: string }

/**
 * The template that the text in a message box was written with, and what is to be done along with sending it: as long
 * as most of the template's text still stands there.
 */
export function useDraftTemplate(
  {
    text,
    template,
    noteTemplate,
  }: Pick<ReturnType<typeof useDraft>, 'text' | 'template' | 'noteTemplate'>,
  { noteOnly, all, valuesFor, attach }: Surroundings,
) {
  const used = computed(() => all.value?.find(({ id }) => id === template.value.writtenWith))
  const stands = computed(() => {
    if (template.value.writtenWith === null) return false
    // What a colleague deleted meanwhile is still what was put in.
    return used.value ? stillStands(used.value.body, text.value) : text.value.trim() !== ''
  })
  /** The templates whose fields of a label have choices: of a text with several the draft knows the last one. */
  const offering = computed(() => {
    const found = new Map<string, Template[]>()
    for (const one of all.value ?? []) {
      for (const label of choicesOf(gapsOf(one.body)).keys()) {
        found.set(label, [...(found.get(label) ?? []), one])
      }
    }
    return found
  })
  const choices = computed(() => {
    const known = new Map(choicesOf(gapsOf(used.value?.body ?? '')))
    for (const label of new Set(gapsOf(text.value).map(({ part }) => gapName(part)))) {
      if (known.has(label)) continue
      const earlier = offering.value.get(label)?.find(({ body }) => stillStands(body, text.value))
      const offered = earlier && choicesOf(gapsOf(earlier.body)).get(label)
      if (offered) known.set(label, offered)
    }
    return known
  })
  const alongside = computed(() => {
    const noted = stands.value ? template.value.alongside : null
    const along = noted && noteOnly() ? { ...noted, then: 'stay' as const } : noted
    return along && !isNothing(along) ? along : null
  })

  async function inserted(added: Template) {
    const { id, actions, attachments } = added
    const note = fillTemplate(actions.note, valuesFor(added)).text
    const along = bothAlong(alongside.value ?? NOTHING_ALONGSIDE, { ...actions, note })
    await noteTemplate({ writtenWith: id, alongside: isNothing(along) ? null : along })
    await attach(attachments)
  }

  /** Takes a part of what would be done out of it. */
  const change = (along: Alongside) =>
    noteTemplate({
      writtenWith: template.value.writtenWith,
      alongside: isNothing(along) ? null : along,
    })

  /** What goes out with the text, given what its fields were filled with. */
  function whatToSend(filled: ReadonlyMap<string, string>): ToSend {
    const { writtenWith } = template.value
    if (!stands.value || writtenWith === null) return {}
    const along = alongside.value
    if (!along) return { writtenWith }
    const note = fillFields(along.note, filled)
    const [gap] = gapsOf(note)
    if (gap) return { unfilled: gapName(gap.part) }
    return { writtenWith, alongside: { ...along, note: withoutMarks(note) } }
  }
  return { alongside, choices, inserted, change, whatToSend }
}

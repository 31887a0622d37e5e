import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { isShortcut } from '@baton/protocol/template-input.ts'
import { TEMPLATE_BODY_MAX, type Template, type TemplateContent } from '@baton/protocol/template.ts'
import { contentOf, type TemplateView } from '../../db/template-view.ts'
import { t } from '../../composables/words/i18n.ts'

/** A template as it stands in the editor. */
export interface TemplateForm {
  personal: boolean
  content: TemplateContent
}

/** The form of a template that is not there yet. */
export function newForm(personal: boolean, body = '', shortcut = ''): TemplateForm {
  const empty = { title: '', tags: [], language: null, attachments: [] }
  return { personal, content: { ...empty, shortcut, body, actions: NOTHING_ALONGSIDE } }
}

/** The form of a template as it is. */
export function formOf(template: Template): TemplateForm {
  return { personal: template.ownerId !== null, content: contentOf(template) }
}

/** A copy to be saved as another template; of one that the agent may not change, their own. */
export function copyOf(
  form: TemplateForm,
  personal: boolean,
  taken: ReadonlySet<string>,
): TemplateForm {
  return {
    personal,
    content: { ...form.content, shortcut: freeShortcut(form.content.shortcut, taken) },
  }
}

function freeShortcut(shortcut: string, taken: ReadonlySet<string>): string {
  const stem = shortcut.replace(/-\d+$/, '').slice(0, 36)
  for (let number = 2; ; number += 1) {
    const next = `${stem}-${number}`
    if (!taken.has(next)) return next
  }
}

/** Whether two forms say the same. */
export function isSameForm(one: TemplateForm, other: TemplateForm): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

/** With its fields in one order, and files by their ids: the rest of a file is the server's to say. */
function plain({ personal, content }: TemplateForm) {
  const { shortcut, title, body, tags, language, attachments, actions } = content
  const files = attachments.map(({ id }) => id)
  const { tags: puts, note, then } = actions
  return [personal, shortcut, title, body, tags, language, files, puts, note, then]
}

/** What keeps a form from being saved, in words, by field; a field without an entry is right. */
export interface FormProblems {
  shortcut?: string
  body?: string
}

export function problemsOf({ content }: TemplateForm): FormProblems {
  const { shortcut, body, attachments } = content
  const problems: FormProblems = {}
  if (shortcut.trim() === '') problems.shortcut = t('manager.shortcutMissing')
  else if (!isShortcut(shortcut)) problems.shortcut = t('manager.shortcutWrong')
  if (body.length > TEMPLATE_BODY_MAX) {
    problems.body = t('composer.over', { count: body.length - TEMPLATE_BODY_MAX })
  } else if (body.trim() === '' && attachments.length === 0)
    problems.body = t('manager.bodyMissing')
  return problems
}

/** Another template that has the shortcut in the same language: the picker shows both. */
export function sameShortcut(
  { content }: TemplateForm,
  id: string,
  all: readonly TemplateView[],
): TemplateView | undefined {
  const shortcut = content.shortcut.trim().toLowerCase()
  return all.find(
    (other) =>
      other.id !== id && other.shortcut === shortcut && other.language === content.language,
  )
}

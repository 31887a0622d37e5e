import type { TemplateContent } from '@baton/protocol/template.ts'
import type { TextKey } from '../../locales/catalogue.ts'
import { t } from '../../composables/words/i18n.ts'
import { languageName } from './languages.ts'

/** A part of a template in words, for two versions of it to be compared. */
export interface ContentLine {
  id: keyof TemplateContent | 'note' | 'then'
  label: string
  text: string
}

/** Everything a template says, in the order of its editor. What it does not say is empty. */
export function contentLines(content: TemplateContent): ContentLine[] {
  const { shortcut, title, body, tags, language, attachments, actions } = content
  const along = [
    actions.tags.length > 0 ? t('manager.putsTags', { tags: actions.tags.join(', ') }) : '',
    THEN[actions.then] ? t(THEN[actions.then] ?? 'manager.stay') : '',
  ]
  return [
    { id: 'shortcut', label: t('manager.shortcut'), text: `/${shortcut}` },
    { id: 'title', label: t('manager.titleField'), text: title },
    { id: 'body', label: t('manager.body'), text: body },
    { id: 'tags', label: t('manager.tags'), text: tags.join(', ') },
    {
      id: 'language',
      label: t('manager.language'),
      text: language === null ? t('manager.anyLanguage') : languageName(language),
    },
    {
      id: 'attachments',
      label: t('manager.files'),
      text: attachments.map(({ name }) => name).join(', '),
    },
    { id: 'actions', label: t('manager.along'), text: along.filter(Boolean).join(' · ') },
    { id: 'note', label: t('manager.alongNote'), text: actions.note },
  ]
}

const THEN: Record<TemplateContent['actions']['then'], TextKey | null> = {
  stay: null,
  'hand-back': 'manager.thenHandBack',
  resolve: 'manager.thenResolve',
}

/** The parts in which two versions differ, both as they are there; the first may be missing. */
export function changedLines(
  before: TemplateContent | null,
  after: TemplateContent,
): (ContentLine & { before: string })[] {
  const old = new Map(before && contentLines(before).map(({ id, text }) => [id, text]))
  return contentLines(after)
    .map((line) => ({ ...line, before: old.get(line.id) ?? '' }))
    .filter(({ before: was, text }) => was !== text)
}

import { dateAndTime } from '../../composables/format.ts'
import { t } from '../../composables/i18n.ts'
import type { TemplateView } from '../../db/template-view.ts'

/** Whose a template is, and who changed it last and when. */
export function aboutTemplate({ ownerId, updatedAt, updatedBy }: TemplateView): string {
  const whose = t(ownerId === null ? 'manager.ofTeam' : 'manager.personal')
  const at = dateAndTime(updatedAt)
  return updatedBy === null
    ? `${whose} · ${t('manager.changedAt', { at })}`
    : `${whose} · ${t('manager.changedByAt', { name: updatedBy, at })}`
}

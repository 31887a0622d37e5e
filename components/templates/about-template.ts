import type { Use } from '@baton/domain/template/listing.ts'
import { dateAndTime, shortDuration } from '../../composables/format.ts'
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

const MINUTE_MS = 60_000

/** How often a template was used and when last, in a sentence. */
export function usedInWords(use: Use | undefined, now: number): string {
  if (!use || use.count === 0) return t('manager.neverUsed')
  const { count, lastAt } = use
  return now - lastAt < MINUTE_MS
    ? t('manager.usedNow', { count })
    : t('manager.usedTimes', { count, ago: shortDuration(now - lastAt) })
}

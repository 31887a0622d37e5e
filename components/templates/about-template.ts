import type { Use } from '@baton/domain/template/listing.ts'
import { shortDuration } from '../../composables/words/format.ts'
import { t } from '../../composables/words/i18n.ts'
import type { TemplateView } from '../../db/template-view.ts'

const MINUTE_MS = 60_000

/** Whose a template is, and who changed it last and how long ago. */
export function aboutTemplate(template: TemplateView, now: number): string {
  const { ownerId, updatedAt, updatedBy } = template
  // Their own nobody else changes.
  const name = ownerId === null ? updatedBy : null
  const whose = t(ownerId === null ? 'manager.ofTeam' : 'manager.personal')
  const since = now - updatedAt
  const ago = shortDuration(Math.max(0, since))
  if (since < MINUTE_MS) {
    const changed = name ? t('manager.changedByNow', { name }) : t('manager.changedNow')
    return `${whose} · ${changed}`
  }
  const changed = name ? t('manager.changedByAgo', { name, ago }) : t('manager.changedAgo', { ago })
  return `${whose} · ${changed}`
}

/** How often a template was used and when last, in a sentence. */
export function usedInWords(use: Use | undefined, now: number): string {
  if (!use || use.count === 0) return t('manager.neverUsed')
  const { count, lastAt } = use
  return now - lastAt < MINUTE_MS
    ? t('manager.usedNow', { count })
    : t('manager.usedTimes', { count, ago: shortDuration(now - lastAt) })
}

import type { Integration, IntegrationKind, KeyScope } from '@baton/protocol/integration.ts'
import { shortDuration } from '../../composables/words/format.ts'
import { t } from '../../composables/words/i18n.ts'
import type { TextKey } from '../../locales/catalogue.ts'

/** The name of each kind. */
export const KIND: Record<IntegrationKind, TextKey> = {
  bot: 'integrations.kindBot',
  channel: 'integrations.kindChannel',
  both: 'integrations.kindBoth',
}

/** What each kind does, in a sentence. */
export const KIND_HINT: Record<IntegrationKind, TextKey> = {
  bot: 'integrations.kindBotHint',
  channel: 'integrations.kindChannelHint',
  both: 'integrations.kindBothHint',
}

/** What a key with each scope may do. */
export const SCOPE: Record<KeyScope, TextKey> = {
  write: 'integrations.scopeWrite',
  events: 'integrations.scopeEvents',
  simulate: 'integrations.scopeSimulate',
}

/** Milliseconds to which the server knows when a key was used. */
const EXACT_MS = 60_000

/** When a key was last used, at a time (both ms since 1970). */
export function usedWords(lastUsedAt: number | null, now: number): string {
  if (lastUsedAt === null) return t('integrations.neverUsed')
  const ago = now - lastUsedAt
  if (ago < 2 * EXACT_MS) return t('integrations.usedNow')
  return t('integrations.usedAgo', { ago: shortDuration(ago) })
}

/** When any key of an integration was last used. */
export function lastUseWords({ keys }: Integration, now: number): string {
  if (keys.length === 0) return t('integrations.noKeys')
  const times = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
  return usedWords(times.length === 0 ? null : Math.max(...times), now)
}

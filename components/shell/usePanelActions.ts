import { LANGUAGES, nextLanguage } from '../../locales/text.ts'
import { languageOf, THEMES } from '../../preferences/preferences.ts'
import { usePlace } from '../../stores/place.ts'
import { usePreferences } from '../../stores/preferences.ts'
import { openInTab } from '../../composables/links/open-in-tab.ts'
import { askToSignOut } from '../settings/sign-out.ts'
import { usePresence } from '../list/usePresence.ts'
import { useSession } from '../live/useSession.ts'
import { useUndoMoves } from '../moves/useUndoMoves.ts'
import { useWorld } from '../../composables/world.ts'
import { useAction } from '../../composables/actions/actions.ts'

/** The actions that are there whatever is open. */
export function usePanelActions(): void {
  const world = useWorld()
  const { account } = useSession()
  const { choose } = usePresence()
  const undoMoves = useUndoMoves()
  const place = usePlace()
  const preferences = usePreferences()
  useAction('presence', () => {
    return choose(account.value?.agent.presence === 'available' ? 'away' : 'available')
  })
  useAction('undoSend', {
    run: undoMoves.undo,
    blocked: () => (undoMoves.last.value.length > 0 ? null : 'sentAlready'),
  })
  useAction('theme', () => {
    const next = THEMES.indexOf(preferences.now.theme) + 1
    return preferences.set('theme', THEMES[next % THEMES.length] ?? 'system')
  })
  useAction('language', () => {
    return preferences.set('language', nextLanguage(languageOf(preferences.now), LANGUAGES))
  })
  useAction('density', () => {
    const { density } = preferences.now
    return preferences.set('density', density === 'compact' ? 'comfortable' : 'compact')
  })
  useAction('openInTab', () => openInTab())
  useAction('settings', () => place.show({ kind: 'settings', section: '' }))
  useAction('manageTemplates', () => place.show({ kind: 'templates', request: { kind: 'list' } }))
  useAction('integrations', {
    run: () => place.show({ kind: 'integrations' }),
    blocked: () => (account.value?.agent.role === 'admin' ? null : 'absent'),
  })
  useAction('signOut', () => askToSignOut(world))
}

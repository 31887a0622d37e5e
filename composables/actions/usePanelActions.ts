import { THEMES, useTheme } from '../../stores/theme.ts'
import { background } from '../background.ts'
import { openInTab } from '../open-in-tab.ts'
import { useSession } from '../useSession.ts'
import { useAction } from './actions.ts'

/** The actions that are there whatever is open. */
export function usePanelActions(): void {
  const { account } = useSession()
  const look = useTheme()
  useAction('presence', () => {
    const presence = account.value?.agent.presence === 'available' ? 'away' : 'available'
    return background.setPresence({ presence })
  })
  useAction('theme', () => {
    look.theme = THEMES[(THEMES.indexOf(look.theme) + 1) % THEMES.length] ?? 'system'
  })
  useAction('openInTab', () => openInTab())
  useAction('signOut', () => background.signOut())
}

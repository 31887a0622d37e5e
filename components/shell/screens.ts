import { defineAsyncComponent, type Component } from 'vue'
import { loadFully } from '../../composables/words/load-fully.ts'
import type { Account } from '../../db/rows.ts'
import { isOfKind, type ScreenKind, type View, type ViewOf } from '../../stores/view.ts'

/** One screen over the inbox. Its component is fetched when it is first shown. */
export interface Screen {
  component: Component
  /** What the component is given. */
  propsOf: (view: View, account: Account) => Record<string, unknown>
  /**
   * Whether it emits `close` with what is to be done next, and `closed` when the focus is to go back. Any other screen closes
   * itself by `place.hide`.
   */
  goesOn: boolean
}

function screen<K extends ScreenKind>(
  kind: K,
  load: () => Promise<{ default: Component }>,
  propsOf: (view: ViewOf<K>, account: Account) => Record<string, unknown>,
  { goesOn = false } = {},
): Screen {
  return {
    component: defineAsyncComponent(() => loadFully(load)),
    propsOf: (view, account) => (isOfKind(view, kind) ? propsOf(view, account) : {}),
    goesOn,
  }
}

const GOES_ON = { goesOn: true }

/** Every screen of the panel. */
export const SCREENS: Readonly<Record<ScreenKind, Screen>> = {
  settings: screen(
    'settings',
    () => import('../settings/SettingsDialog.vue'),
    (_view, account) => ({ account }),
  ),
  templates: screen(
    'templates',
    () => import('../templates/TemplateManager.vue'),
    ({ request }, account) => ({ request, account }),
  ),
  integrations: screen(
    'integrations',
    () => import('../integrations/IntegrationsScreen.vue'),
    (_view, account) => ({ account }),
  ),
  palette: screen(
    'palette',
    () => import('../palette/CommandPalette.vue'),
    (_view, account) => ({ account }),
    GOES_ON,
  ),
  'key-sheet': screen(
    'key-sheet',
    () => import('../palette/KeySheet.vue'),
    () => ({}),
    GOES_ON,
  ),
}

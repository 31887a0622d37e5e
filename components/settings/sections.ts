import { Bell, Bot, CircleUser, Keyboard, SlidersHorizontal, Users } from '@lucide/vue'
import { defineAsyncComponent, type Component } from 'vue'
import type { Account } from '../../db/rows.ts'
import type { TextKey } from '../../locales/catalogue.ts'

/** One section of the settings. Its component is given the account, and fetched when it is looked at. */
export interface SettingsSection {
  id: string
  title: TextKey
  icon: Component
  component: Component
  /** Who sees it; left out: everybody. */
  shownTo?: (account: Account) => boolean
}

/** The sections in the order shown. */
export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
  {
    id: 'general',
    title: 'settings.general',
    icon: SlidersHorizontal,
    component: defineAsyncComponent(() => import('./sections/GeneralSection.vue')),
  },
  {
    id: 'notifications',
    title: 'settings.notifications',
    icon: Bell,
    component: defineAsyncComponent(() => import('./sections/NotificationsSection.vue')),
  },
  {
    id: 'team',
    title: 'team.title',
    icon: Users,
    component: defineAsyncComponent(() => import('./sections/TeamSection.vue')),
  },
  {
    id: 'model',
    title: 'model.title',
    icon: Bot,
    component: defineAsyncComponent(() => import('./sections/ModelSection.vue')),
    shownTo: ({ agent }) => agent.role === 'admin',
  },
  {
    id: 'keys',
    title: 'settings.keys',
    icon: Keyboard,
    component: defineAsyncComponent(() => import('./sections/KeysSection.vue')),
  },
  {
    id: 'account',
    title: 'settings.account',
    icon: CircleUser,
    component: defineAsyncComponent(() => import('./sections/AccountSection.vue')),
  },
]

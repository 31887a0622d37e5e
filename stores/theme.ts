import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { watchEffect } from 'vue'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The theme the agent chose; `system` leaves it to the browser. */
export const useTheme = defineStore('theme', () => {
  const theme = useLocalStorage<Theme>('baton:theme', 'system')
  watchEffect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme.value
  })
  return { theme }
})

import { browser } from 'wxt/browser'
import type { BadgeTone } from './platform.ts'

type Button = Pick<
  typeof browser.action,
  'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'onClicked'
>

/** The toolbar button: `action`, or `browserAction` in a Manifest V2 background, which has only that. */
export function toolbarButton(): Button {
  return 'action' in browser ? browser.action : Reflect.get(browser, 'browserAction')
}

/** The amber of `--waiting`, and the red of `--unread`, in the light theme; white reads well on both. */
const COLOR: Record<BadgeTone, string> = { waiting: '#b45309', late: '#c81e1e' }

export async function showBadge(text: string, tone: BadgeTone): Promise<void> {
  const button = toolbarButton()
  await button.setBadgeBackgroundColor({ color: COLOR[tone] })
  await button.setBadgeTextColor({ color: '#ffffff' })
  await button.setBadgeText({ text })
}

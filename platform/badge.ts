import { browser } from 'wxt/browser'

type Button = Pick<
  typeof browser.action,
  'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'onClicked'
>

/** The toolbar button: `action`, or `browserAction` in a Manifest V2 background, which has only that. */
export function toolbarButton(): Button {
  return 'action' in browser ? browser.action : Reflect.get(browser, 'browserAction')
}

/** The amber of `--waiting` in the light theme; white on it reads well on any toolbar. */
const AMBER = '#b45309'

export async function showBadge(text: string): Promise<void> {
  const button = toolbarButton()
  await button.setBadgeBackgroundColor({ color: AMBER })
  await button.setBadgeTextColor({ color: '#ffffff' })
  await button.setBadgeText({ text })
}

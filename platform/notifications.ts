import { browser } from 'wxt/browser'
import type { Notification } from './platform.ts'

/**
 * Whether this is the plain kind of notifications: no buttons, no choice about the sound, and no word of who closed one.
 * Firefox has it, throws at options that it does not know rather than leaving them out, and has the event for buttons
 * all the same; the event for being shown is its alone.
 */
function arePlain(): boolean {
  return 'onShown' in browser.notifications
}

/**
 * Shows one, in place of the one with the same id. Without a sound of the system's: Baton has its own. Rejects where the
 * agent or their system lets Baton show none, as far as the browser knows that.
 */
export async function notify({ id, title, message, buttons }: Notification): Promise<void> {
  if ('getPermissionLevel' in browser.notifications) {
    const level = await browser.notifications.getPermissionLevel()
    if (level === 'denied') throw new Error('Notifications are switched off for this browser.')
  }
  const rich = arePlain() ? {} : { silent: true, buttons: buttons.map((text) => ({ title: text })) }
  await browser.notifications.create(id, {
    type: 'basic',
    iconUrl: '/icon/128.png',
    title,
    message,
    ...rich,
  })
}

export async function clearNotification(id: string): Promise<void> {
  await browser.notifications.clear(id)
}

/** Ids of those that the browser is showing. */
export async function notifications(): Promise<string[]> {
  return Object.keys(await browser.notifications.getAll())
}

/** `button` counts from 0; null is a click on the notification itself. */
export function onNotificationClicked(listener: (id: string, button: number | null) => void): void {
  browser.notifications.onClicked.addListener((id) => listener(id, null))
  if (!arePlain()) browser.notifications.onButtonClicked.addListener(listener)
}

/**
 * Somebody put it away. Where the browser does not tell that from a notification that went by itself, nothing is heard:
 * Firefox says of each that it was the user, also of those that it or this extension took off the screen.
 */
export function onNotificationClosed(listener: (id: string) => void): void {
  if (arePlain()) return
  browser.notifications.onClosed.addListener((id, byUser) => {
    if (byUser) listener(id)
  })
}

/** Whether the browser lets this extension show any; what the system does with them nobody can tell. */
export async function notificationsAllowed(): Promise<boolean> {
  if (!('getPermissionLevel' in browser.notifications)) return true
  return (await browser.notifications.getPermissionLevel()) === 'granted'
}

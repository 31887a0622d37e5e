import { defineExtensionMessaging } from '@webext-core/messaging'
import type { DeskRequests, PageRequests } from './page-requests.ts'
import type { PanelRequests } from './requests.ts'

/**
 * Typed messages: `sendMessage` asks, `onMessage` answers. Panels and lists on pages ask the background, and that
 * asks its desk.
 */
export const { sendMessage, onMessage } = defineExtensionMessaging<
  PanelRequests & PageRequests & DeskRequests
>()

/** Whether who sent a message is a page of this extension, and no script of it in somebody else's page. */
export function isOwnPage(sender: unknown): boolean {
  const has = typeof sender === 'object' && sender !== null && 'url' in sender
  return has && typeof sender.url === 'string' && sender.url.startsWith(`${location.origin}/`)
}

/** The tab in which the script runs that sent a message; undefined when it is in none. */
export function tabOf(sender: unknown): number | undefined {
  if (typeof sender !== 'object' || sender === null || !('tab' in sender)) return undefined
  const { tab } = sender
  const has = typeof tab === 'object' && tab !== null && 'id' in tab
  return has && typeof tab.id === 'number' ? tab.id : undefined
}

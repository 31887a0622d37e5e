import { defineExtensionMessaging } from '@webext-core/messaging'
import type { DeskRequests, ListRequests, PageOrders, PageRequests } from './page-requests.ts'
import type { PanelRequests } from './requests.ts'

/**
 * Typed messages: `sendMessage` asks, `onMessage` answers. Panels, pages and the lists over them ask the background, and
 * that asks its desk.
 */
export const { sendMessage, onMessage } = defineExtensionMessaging<
  PanelRequests & PageRequests & PageOrders & ListRequests & DeskRequests
>()

/** Whether who sent a message is a page of this extension, and no script of it in somebody else's page. */
export function isOwnPage(sender: unknown): boolean {
  const has = typeof sender === 'object' && sender !== null && 'url' in sender
  return has && typeof sender.url === 'string' && sender.url.startsWith(`${location.origin}/`)
}

/** Where the document is that sent a message. */
export interface SenderPlace {
  tabId: number
  frameId: number
  /** Of this one document, where the browser tells: the next one in the same frame has another. */
  documentId: string | null
}

/** Null when it is in no tab. */
export function placeOf(sender: unknown): SenderPlace | null {
  if (typeof sender !== 'object' || sender === null || !('tab' in sender)) return null
  const { tab } = sender
  const has = typeof tab === 'object' && tab !== null && 'id' in tab
  if (!has || typeof tab.id !== 'number') return null
  const frameId: unknown = Reflect.get(sender, 'frameId')
  const documentId: unknown = Reflect.get(sender, 'documentId')
  if (typeof frameId !== 'number') return null
  return { tabId: tab.id, frameId, documentId: typeof documentId === 'string' ? documentId : null }
}

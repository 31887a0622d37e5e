import type { MessagePlace } from './message-link.ts'

/** Opens this panel in a tab of its own, at a conversation if one is given. */
export function openInTab(conversationId?: string): void {
  const address = new URL(location.href)
  address.search = conversationId ? `?conversation=${encodeURIComponent(conversationId)}` : ''
  window.open(address, '_blank')
}

/** Where this page was opened for, by `?conversation=` and `&message=` (a sequence); null when by none. */
export function linkedByAddress(): MessagePlace | null {
  const asked = new URLSearchParams(location.search)
  const conversationId = asked.get('conversation')
  const seq = Number(asked.get('message') ?? 0)
  return conversationId ? { conversationId, seq: Number.isSafeInteger(seq) ? seq : 0 } : null
}

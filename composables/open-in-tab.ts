/** Opens this panel in a tab of its own, at a conversation if one is given. */
export function openInTab(conversationId?: string): void {
  const address = new URL(location.href)
  address.search = conversationId ? `?conversation=${encodeURIComponent(conversationId)}` : ''
  window.open(address, '_blank')
}

/** The conversation that this page was opened for, by `?conversation=`; null when by none. */
export function linkedConversation(): string | null {
  return new URLSearchParams(location.search).get('conversation')
}

/** A place in a conversation: the conversation, and a message by its sequence; 0 is none. */
export interface MessagePlace {
  conversationId: string
  seq: number
}

/** A link to a message that works for every colleague of the team: docs/decisions/0011-links-to-messages.md. */
export function messageLink(serverUrl: string, { conversationId, seq }: MessagePlace): string {
  return `${serverUrl}/c/${conversationId}${seq > 0 ? `#${seq}` : ''}`
}

const PATH = /^\/c\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i

/** Where a link to a message leads; null for anything else. Of which server it is, is the caller's to ask. */
export function linkedPlace(text: string): (MessagePlace & { origin: string }) | null {
  const said = text.trim()
  if (!/^https?:\/\//i.test(said) || !URL.canParse(said)) return null
  const { origin, pathname, hash } = new URL(said)
  const conversationId = PATH.exec(pathname)?.[1]?.toLowerCase()
  if (conversationId === undefined) return null
  return { origin, conversationId, seq: Number(/^#(\d{1,9})$/.exec(hash)?.[1] ?? 0) }
}

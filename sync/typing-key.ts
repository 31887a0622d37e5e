/** Key of the row that says who types in a conversation; null is the customer. */
export function typingKey(conversationId: string, agentId: string | null): string {
  return `${conversationId}:${agentId ?? 'customer'}`
}

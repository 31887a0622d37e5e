import type { CustomerMessage } from '@baton/protocol/customer.ts'

/** What reached a customer's socket, in the order it came. */
export type Heard =
  | { kind: 'message'; message: Pick<CustomerMessage, 'author' | 'text' | 'seq'> }
  | { kind: 'streaming'; text: string }
  | { kind: 'ended' }

type Said = Pick<CustomerMessage, 'author' | 'text' | 'seq'>

/**
 * The words of the AI that came while a human held the conversation, a sentence each: from the notice of a
 * take-over to the notice that the AI is back. The notice leaves the server before the take-over is
 * acknowledged, so what comes after the acknowledgement comes after it.
 */
export function aiWordsHeard(heard: readonly Heard[]): string[] {
  let held: string | null = null
  return heard.flatMap((event, index) => {
    if (event.kind === 'message') held = holder(event.message, held)
    const words = wordsOfAi(event)
    if (held === null || words === null) return []
    const before = heard.slice(Math.max(0, index - 3), index).map(shortly)
    return [`after "${held}" the AI said "${words}", following ${before.join(', ')}`]
  })
}

/** The same for what is stored, in the order of the conversation. */
export function aiWordsStored(messages: readonly Said[]): string[] {
  return aiWordsHeard(messages.map((message) => ({ kind: 'message', message })))
}

function holder({ author, text }: Said, held: string | null): string | null {
  if (author.kind !== 'system') return held
  switch (author.event) {
    case 'taken-over':
    case 'transferred':
      return text
    case 'handed-to-ai':
    case 'resolved':
      return null
    case 'human-asked':
    case 'owner-left':
    case 'identified':
      return held
  }
}

function wordsOfAi(event: Heard): string | null {
  if (event.kind === 'streaming') return event.text
  return event.kind === 'message' && event.message.author.kind === 'ai' ? event.message.text : null
}

function shortly(event: Heard): string {
  return event.kind === 'message'
    ? `${event.message.author.kind} at ${event.message.seq}`
    : event.kind
}

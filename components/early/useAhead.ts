import type { Message } from '@baton/protocol/message.ts'
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { onAhead } from '../../messaging/ahead.ts'
import type { ChatItem } from '../../db/queries/conversation-messages.ts'

/** Milliseconds after which a message is in the database, or will not be: the server may have gone back in time. */
const STORED_WITHIN_MS = 5_000

/** The messages of a conversation that the background has heard of a moment ago, whether stored yet or not. */
export function useAhead(conversationId: string): Readonly<ShallowRef<readonly Message[]>> {
  const heard = shallowRef<readonly Message[]>([])
  const timers = new Set<ReturnType<typeof setTimeout>>()

  function forget(ids: ReadonlySet<string>) {
    heard.value = heard.value.filter(({ id }) => !ids.has(id))
  }
  const stop = onAhead((messages) => {
    const ours = messages.filter((message) => message.conversationId === conversationId)
    if (ours.length === 0) return
    heard.value = [...heard.value, ...ours]
    const ids = new Set(ours.map(({ id }) => id))
    const timer = setTimeout(() => {
      timers.delete(timer)
      forget(ids)
    }, STORED_WITHIN_MS)
    timers.add(timer)
  })
  onScopeDispose(() => {
    stop()
    for (const timer of timers) clearTimeout(timer)
  })
  return heard
}

/**
 * What is stored of a conversation, and what goes on from there without a hole: a message whose predecessor is
 * not here yet waits for it. `isEmpty`: the conversation has no message at all, so that the first may follow.
 */
export function withAhead(
  stored: readonly ChatItem[],
  heard: readonly Message[],
  isEmpty: boolean,
): readonly ChatItem[] {
  const place = stored.findLastIndex(({ kind }) => kind === 'message')
  const newest = stored[place]
  if (newest?.kind !== 'message' && !isEmpty) return stored
  let seq = newest?.kind === 'message' ? newest.message.seq : 0
  const next: ChatItem[] = []
  for (const message of [...heard].sort((a, b) => a.seq - b.seq)) {
    if (message.seq !== seq + 1) continue
    next.push({ kind: 'message', id: message.id, message })
    seq = message.seq
  }
  if (next.length === 0) return stored
  const ids = new Set(next.map(({ id }) => id))
  const after = stored.slice(place + 1).filter(({ id }) => !ids.has(id))
  return [...stored.slice(0, place + 1), ...next, ...after]
}

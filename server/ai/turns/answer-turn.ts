import { beginningOf } from '@baton/domain/beginning-of.ts'
import type { Handoff } from '@baton/protocol/conversation.ts'
import { MESSAGE_TEXT_MAX } from '@baton/protocol/primitives.ts'
import type { ReplyMaker } from '../reply-maker.ts'
import type { Turn } from '../turn.ts'
import { capHandoff } from './cap-handoff.ts'

/** What a maker said, once it has finished. */
export interface Said {
  text: string
  handoff: Handoff | null
}

/**
 * Reads a reply to its end, or to where no message holds more, telling the text so far at each piece. Throws when the maker fails, says nothing
 * at all, or the signal is aborted; a maker that does not listen to the signal is not waited for.
 */
export async function answerTurn(
  maker: ReplyMaker,
  turn: Turn,
  signal: AbortSignal,
  onText: (soFar: string) => void,
): Promise<Said> {
  const parts = maker.reply(turn, signal)[Symbol.asyncIterator]()
  const aborted = new Promise<never>((_, reject) => {
    const stop = () => reject(new Error('The reply is no longer wanted.'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  aborted.catch(() => undefined)
  let text = ''
  let handoff: Handoff | null = null
  try {
    for (;;) {
      const next = await Promise.race([parts.next(), aborted])
      if (next.done) break
      if (next.value.kind === 'handoff') {
        handoff = capHandoff(next.value.handoff)
        break
      }
      if (next.value.text === '') continue
      const longer = text + next.value.text
      text = beginningOf(longer, MESSAGE_TEXT_MAX)
      onText(text)
      if (longer.length >= MESSAGE_TEXT_MAX) break
    }
  } finally {
    // Lets the maker clean up. Not awaited: one that hangs must not hold the turn.
    parts.return?.().catch(() => undefined)
  }
  if (text.trim() === '' && handoff === null) throw new Error('The reply was empty.')
  return { text, handoff }
}

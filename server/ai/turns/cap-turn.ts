import { beginningOf } from '@baton/domain/beginning-of.ts'
import type { Context } from '@baton/protocol/visit.ts'
import type { Turn } from '../turn.ts'

/** Most letters of a conversation for a maker, names of files among them: a paid one charges for each. */
export const TURN_LETTERS_MAX = 24_000
/** Most letters of one message among them. A longer one is cut in the middle. */
export const MESSAGE_LETTERS_MAX = 4_000
/** Most letters of the context, names and values together. */
export const CONTEXT_LETTERS_MAX = 4_000
const NOTE_LETTERS_MAX = 2_000
const NAME_LETTERS_MAX = 120
/** Most names of files that go with a message. */
const FILES_MAX = 10
/** Stands for the part left out. */
const GAP = ' […] '

/**
 * Cuts every text of a turn that others have written. Of the messages the newest that fit are kept, and of the context
 * the entries that fit. The team's `words` and the language are left as they are: their schemas keep them short.
 */
export function capTurn(turn: Turn): Turn {
  const messages: Turn['messages'][number][] = []
  let room = TURN_LETTERS_MAX
  for (const message of turn.messages.toReversed()) {
    // Something of the beginning, the gap, and something of the end.
    if (room < GAP.length + 2) break
    const text = shortened(message.text, Math.min(MESSAGE_LETTERS_MAX, room))
    room -= text.length
    if (message.files === undefined) {
      messages.push({ ...message, text })
      continue
    }
    const files = message.files.slice(0, FILES_MAX).filter((name) => {
      const fits = name.length <= room
      if (fits) room -= name.length
      return fits
    })
    messages.push({ ...message, text, files })
  }
  return {
    ...turn,
    customerName: turn.customerName && beginningOf(turn.customerName, NAME_LETTERS_MAX),
    context: cappedContext(turn.context),
    messages: messages.reverse(),
    note: turn.note && shortened(turn.note, NOTE_LETTERS_MAX),
  }
}

/**
 * Letters of a turn, as counted for the budgets: of everything that `capTurn` cuts. The team's `words` count nowhere, as
 * no customer can make them more.
 */
export function lettersOf({ messages, note, context, customerName }: Turn): number {
  const texts = [
    ...messages.flatMap(({ text, files = [] }) => [text, ...files]),
    ...Object.entries(context).flat(),
    note ?? '',
    customerName ?? '',
  ]
  return texts.reduce((sum, text) => sum + text.length, 0)
}

function cappedContext(context: Context): Context {
  let room = CONTEXT_LETTERS_MAX
  const kept = Object.entries(context).filter(([name, value]) => {
    const letters = name.length + value.length
    const fits = letters <= room
    if (fits) room -= letters
    return fits
  })
  return Object.fromEntries(kept)
}

/** Cuts the middle out of a long text: people greet first and ask last. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const half = Math.floor((max - GAP.length) / 2)
  return `${text.slice(0, half)}${GAP}${text.slice(-half)}`
}

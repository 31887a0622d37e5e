import type { Talk } from './talk.ts'

/** Most letters of a conversation for a maker: a paid one charges for each. */
export const TURN_LETTERS_MAX = 24_000
/** Most letters of one message among them. A longer one is cut in the middle. */
export const MESSAGE_LETTERS_MAX = 4_000
const NOTE_LETTERS_MAX = 2_000
/** Most names of files that go with a message. */
const FILES_MAX = 10
/** Stands for the part left out. */
const GAP = ' […] '

/** Cuts a turn to the newest messages that fit, and each message to its limit. */
export function capTurn<T extends Talk>(turn: T): T {
  const messages: Talk['messages'][number][] = []
  let room = TURN_LETTERS_MAX
  for (const message of turn.messages.toReversed()) {
    if (room <= GAP.length) break
    const text = shortened(message.text, Math.min(MESSAGE_LETTERS_MAX, room))
    room -= text.length
    messages.push({
      ...message,
      text,
      ...(message.files && { files: message.files.slice(0, FILES_MAX) }),
    })
  }
  const note = turn.note === null ? null : shortened(turn.note, NOTE_LETTERS_MAX)
  return { ...turn, messages: messages.reverse(), note }
}

/** Letters of a turn, as counted for the budgets. */
export function lettersOf({ messages, note }: Talk): number {
  return messages.reduce((sum, { text }) => sum + text.length, note?.length ?? 0)
}

/** Cuts the middle out of a long text: people greet first and ask last. */
function shortened(text: string, max: number): string {
  if (text.length <= max) return text
  const half = Math.floor((max - GAP.length) / 2)
  return `${text.slice(0, half)}${GAP}${text.slice(-half)}`
}

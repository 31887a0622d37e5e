/** One message that somebody sent, in the order in which its writer sent them. */
export interface Write {
  writer: string
  conversationId: string
  id: string
  text: string
  /** The place it was acknowledged at; null when no answer came. */
  acknowledged: number | null
}

export interface Seen {
  id: string
  seq: number
  text: string
}

/** One conversation as one reader has it, in the reader's order. */
export interface View {
  reader: string
  conversationId: string
  /** Whether this reader sees every message: a customer does not see notes. */
  complete: boolean
  messages: readonly Seen[]
}

/**
 * The checks of a replicated log. Answers a sentence, with the place it concerns, for each thing that is
 * wrong: an acknowledged message that is missing or stands elsewhere, one that is there twice, a hole in the
 * sequence, two readers who disagree, and survivors of a writer that are not what it sent first.
 */
export function checkMessages(writes: readonly Write[], views: readonly View[]): string[] {
  const written = new Set(writes.map(({ text }) => text))
  return [
    ...views.flatMap((view) => [...wrongOrder(view), ...doubled(view, written)]),
    ...disagreements(views),
    ...views
      .filter(({ complete }) => complete)
      .flatMap((view) => {
        const mine = writes.filter(({ conversationId }) => conversationId === view.conversationId)
        return [...lost(mine, view), ...notPrefixes(mine, view)]
      }),
  ]
}

function lost(writes: readonly Write[], view: View): string[] {
  const places = new Map(view.messages.map(({ id, seq }) => [id, seq]))
  return writes.flatMap((write) => {
    const { acknowledged } = write
    const place = places.get(write.id)
    if (acknowledged === null || place === acknowledged) return []
    const is = place === undefined ? 'is missing' : `is at ${place}`
    return [
      `lost: ${write.writer}'s "${write.text}", acknowledged at ${acknowledged}, ${is} for ${view.reader}: ${around(view, acknowledged)}`,
    ]
  })
}

/** What survived of each writer must be what it sent first, in the order it was sent. */
function notPrefixes(writes: readonly Write[], view: View): string[] {
  const sentBy = Map.groupBy(writes, ({ writer }) => writer)
  return [...sentBy].flatMap(([writer, sent]) => {
    const ids = new Set(sent.map(({ id }) => id))
    const survived = view.messages.filter(({ id }) => ids.has(id))
    const at = survived.findIndex(({ id }, index) => sent[index]?.id !== id)
    if (at === -1) return []
    const expected = sent[at]?.text ?? 'nothing more'
    return [
      `no prefix: of ${writer}'s messages "${expected}" should follow, but "${survived[at]?.text ?? ''}" does: ${around(view, survived[at]?.seq ?? 0)}`,
    ]
  })
}

function wrongOrder(view: View): string[] {
  const { messages, complete, reader } = view
  const at = messages.findIndex(({ seq }, index) => {
    const before = messages[index - 1]?.seq ?? 0
    return complete ? seq !== before + 1 : seq <= before
  })
  const wrong = messages[at]
  return wrong ? [`wrong sequence for ${reader}: ${around(view, wrong.seq)}`] : []
}

function doubled(view: View, written: ReadonlySet<string>): string[] {
  const twice = (key: 'id' | 'text', messages = view.messages) => {
    const seen = new Set<string>()
    return messages.filter((message) => seen.size === seen.add(message[key]).size)
  }
  // Writers never repeat themselves (the AI may), so a text of theirs twice is one message under two ids.
  const texts = twice('text').filter(({ text }) => written.has(text))
  const found = new Set([...twice('id'), ...texts])
  return [...found].map(
    ({ text, seq }) => `doubled: "${text}" for ${view.reader}: ${around(view, seq)}`,
  )
}

function disagreements(views: readonly View[]): string[] {
  const first = new Map<string, { reader: string; text: string; id: string }>()
  return views.flatMap((view) => {
    const other = view.messages.find(({ id, seq, text }) => {
      const key = `${view.conversationId} ${seq}`
      const known = first.get(key)
      if (!known) first.set(key, { reader: view.reader, id, text })
      return known !== undefined && (known.id !== id || known.text !== text)
    })
    if (!other) return []
    const known = first.get(`${view.conversationId} ${other.seq}`)
    return [
      `readers disagree about place ${other.seq}: "${known?.text ?? ''}" for ${known?.reader ?? ''}, "${other.text}" for ${view.reader}`,
    ]
  })
}

/** The shortest part that shows what is wrong: two messages each side of a place. */
function around({ messages }: View, seq: number): string {
  const near = messages.filter((message) => Math.abs(message.seq - seq) <= 2)
  return near.map(({ seq: place, text }) => `${place} "${text}"`).join(', ') || 'nothing near'
}

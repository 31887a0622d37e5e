/** Tells in the title of a page that nobody looks at how much is new in its chat. */
export interface TitleCount {
  /** The page's own title. */
  plain(): string
  show(count: number): void
}

export function titleCount(document: Document): TitleCount {
  let count = 0
  let before = ''
  const plain = () =>
    document.title.startsWith(before) ? document.title.slice(before.length) : document.title
  function draw(): void {
    const next = count > 0 && document.hidden ? `(${count}) ` : ''
    if (next === before) return
    const title = plain()
    before = next
    document.title = next + title
  }
  return {
    plain,
    show: (unread) => {
      count = unread
      // Added once, and again in a document that was written anew.
      document.addEventListener('visibilitychange', draw)
      draw()
    },
  }
}

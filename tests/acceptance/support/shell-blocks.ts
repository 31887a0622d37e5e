/** A block of shell of a document, and what is said behind its language: what it is for. */
export interface ShellBlock {
  /** The number of the section it is in. */
  section: number
  marks: readonly string[]
  text: string
}

/** The blocks of shell of a document in their order. */
export function shellBlocks(markdown: string): ShellBlock[] {
  const found: ShellBlock[] = []
  let section = 0
  for (const part of markdown.matchAll(/^## (\d+)\.|^```sh([^\n]*)\n([\s\S]*?)^```$/gm)) {
    const [, number, marks = '', text = ''] = part
    if (number !== undefined) section = Number(number)
    else found.push({ section, marks: marks.split(' ').filter(Boolean), text })
  }
  return found
}

import * as v from 'valibot'

/** A part of an article that answers one question. */
export const section = v.object({
  /** Unique over all articles: file and number, "refunds#2". */
  id: v.string(),
  article: v.string(),
  tags: v.string(),
  heading: v.string(),
  /** What else customers call it: the words of a line "Tags: …" right under the heading. */
  also: v.string(),
  text: v.string(),
})
export type Section = v.InferOutput<typeof section>

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/

/** A heading, tags of its own, and the text. */
const PART = /^(?:## (.*)\r?\n)?(?:\s*Tags: (.*)\r?\n)?([\s\S]*)$/

/**
 * Takes a Markdown article apart at its second-level headings. Front matter gives `title` and `tags` (words
 * that customers use for the same thing); without a title the file's name stands in. Text before the first
 * heading is a section named like the article. Never throws: any text is some article.
 */
export function parseArticle(file: string, source: string): Section[] {
  const front = FRONT_MATTER.exec(source)
  const article = frontValue(front?.[1], 'title') ?? file
  const tags = frontValue(front?.[1], 'tags') ?? ''
  return source
    .slice(front?.[0].length ?? 0)
    .split(/^(?=## )/m)
    .map((part) => {
      const [, heading = article, also = '', text = ''] = PART.exec(part) ?? []
      return { heading: heading.trim(), also: also.trim(), text: text.trim() }
    })
    .filter(({ text }) => text !== '')
    .map((section, index) => ({ id: `${file}#${index + 1}`, article, tags, ...section }))
}

function frontValue(front: string | undefined, key: string): string | null {
  const line = front?.split(/\r?\n/).find((candidate) => candidate.startsWith(`${key}:`))
  return line?.slice(key.length + 1).trim() ?? null
}

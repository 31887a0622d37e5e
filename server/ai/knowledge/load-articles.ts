import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArticle, type Section } from './parse-article.ts'

/** Reads every `.md` file of a folder, in the order of the names. Rejects when the folder cannot be read. */
export async function loadArticles(folder: string): Promise<Section[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.md')).sort()
  const articles = await Promise.all(
    files.map(async (file) =>
      parseArticle(basename(file, '.md'), await readFile(join(folder, file), 'utf8')),
    ),
  )
  return articles.flat()
}

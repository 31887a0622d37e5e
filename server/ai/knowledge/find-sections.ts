import type { Section } from './parse-article.ts'

/** Looks up what has anything to do with a question: at most so many sections, the likeliest first. */
export type FindSections = (question: string, most: number) => Promise<Section[]>

import * as v from 'valibot'
import { shortcut, templateTag } from './template.ts'

/** Whether a text can be a template's shortcut. */
export function isShortcut(text: string): boolean {
  return v.is(shortcut, text)
}

/** Normalises typed text to a template's tag; null if it is not a valid one. */
export function asTemplateTag(text: string): string | null {
  const parsed = v.safeParse(templateTag, text)
  return parsed.success ? parsed.output : null
}

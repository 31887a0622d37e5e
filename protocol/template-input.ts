import * as v from 'valibot'
import { shortcut, templateTag } from './template.ts'

/** Whether a text can be a template's shortcut. */
export function isShortcut(text: string): boolean {
  return v.is(shortcut, text)
}

/** What is typed, as a template's tag is kept; null while it is none. */
export function asTemplateTag(text: string): string | null {
  const parsed = v.safeParse(templateTag, text)
  return parsed.success ? parsed.output : null
}

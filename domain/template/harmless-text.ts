/**
 * A text that somebody wrote as a message, as the body of a template that fills to nothing but that text: what reads
 * as a placeholder gets a space between its first braces.
 */
export function harmlessText(text: string): string {
  return text.replace(/\{(?=\{[^{}]*\}\})/g, '{ ')
}

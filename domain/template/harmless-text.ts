/**
 * Turns a message's text into the body of a template that fills to exactly that text. A sequence that reads as a
 * placeholder gets a space between its first braces.
 */
export function harmlessText(text: string): string {
  return text.replace(/\{(?=\{[^{}]*\}\})/g, '{ ')
}

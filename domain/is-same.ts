/** Whether two pieces of plain data say the same; made alike, their fields are in the same order. */
export function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

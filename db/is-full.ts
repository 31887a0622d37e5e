/** Whether a write failed because the disk, or this browser's quota, is full. */
export function isFull(error: unknown): boolean {
  // Dexie wraps the browser's error in its own text.
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`)
}

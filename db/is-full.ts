/** Whether a write failed because the disk, or what this browser may use of it, is full. */
export function isFull(error: unknown): boolean {
  // Dexie passes the browser's error on in the words of its own.
  return error instanceof Error && /quota/i.test(`${error.name} ${error.message}`)
}

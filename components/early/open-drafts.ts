/** What writes the message boxes of this panel down at once. */
const open = new Set<() => Promise<void>>()

/** Has a message box written down whenever all are; answers what ends that. */
export function addOpenDraft(save: () => Promise<void>): () => void {
  open.add(save)
  return () => open.delete(save)
}

/** Writes down what stands in the open message boxes. Resolves once it is stored, or could not be. */
export async function saveOpenDrafts(): Promise<void> {
  await Promise.all([...open].map((save) => save()))
}

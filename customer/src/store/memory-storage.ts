/**
 * Storage that lasts as long as the page: for browsers that allow no other, and for tests. `changed` is called with
 * each change.
 */
export function memoryStorage(changed: () => void = () => undefined): Storage {
  const values = new Map<string, string>()
  return {
    get length() {
      return values.size
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      values.set(key, value)
      changed()
    },
    removeItem: (key) => {
      if (values.delete(key)) changed()
    },
    clear: () => {
      values.clear()
      changed()
    },
  }
}

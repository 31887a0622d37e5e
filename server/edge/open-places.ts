/** How many of each there are at the moment, and that it may be so many at most. */
export interface OpenPlaces {
  /** Takes a place until `leave`; false when there is none left. */
  take(key: string): boolean
  leave(key: string): void
}

export function openPlaces(most: number): OpenPlaces {
  const taken = new Map<string, number>()
  return {
    take: (key) => {
      const now = taken.get(key) ?? 0
      if (now >= most) return false
      taken.set(key, now + 1)
      return true
    },
    leave: (key) => {
      const now = taken.get(key) ?? 0
      if (now > 1) taken.set(key, now - 1)
      else taken.delete(key)
    },
  }
}

import type { CustomerNamespace } from './sockets.ts'

/** Ends the connections of customers whose site's word has passed its time: they hear nothing more. */
export function endExpired(customers: CustomerNamespace, now: number): void {
  for (const socket of customers.sockets.values()) {
    const { word } = socket.data
    if (word !== null && word.until <= now) socket.disconnect()
  }
}

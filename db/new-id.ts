import { v7 as uuidv7 } from 'uuid'

/** An id (UUIDv7) for something that is made here and sent to the server later. */
export function newId(): string {
  return uuidv7()
}

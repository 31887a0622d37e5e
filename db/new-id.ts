import { v7 as uuidv7 } from 'uuid'

/** An id for something that is made here and that the server is told of later: a UUIDv7. */
export function newId(): string {
  return uuidv7()
}

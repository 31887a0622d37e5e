/** Bytes of a file, from the first to behind the last. */
export type Range = readonly [from: number, to: number]

/**
 * Writes a file's metadata empty, in place: no byte moves, so that what points into the file still fits and the size
 * that was said stays true. Answers what was written over. Done again it answers the same and changes nothing.
 */
export type Blank = (bytes: Buffer) => Range[]

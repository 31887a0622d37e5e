/** Bytes of a file of templates at most: ten thousand long ones fit. */
export const IMPORT_FILE_MAX = 20 * 1024 * 1024
/** Templates taken from one file at most; what comes after them is told of and left out. */
export const IMPORT_ROWS_MAX = 10_000

/** Most bytes of a file of templates: ten thousand long ones fit. */
export const IMPORT_FILE_MAX = 20 * 1024 * 1024
/** Most templates from one file. The rest is reported and left out. */
export const IMPORT_ROWS_MAX = 10_000

// A spreadsheet takes a cell that begins with one of these signs for a formula, and would run one that somebody else
// wrote. An apostrophe before it says that it is text; spreadsheets show no apostrophe at the beginning of a cell.
// One that stood there before gets another, so that what is taken away in reading is always what was put in.

/** A cell that no spreadsheet runs. `withoutGuard` gives back exactly what it was. */
export function guarded(cell: string): string {
  return /^['=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
}

/** Takes the apostrophe away again, ours or any other program's. */
export function withoutGuard(cell: string): string {
  return /^'['=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

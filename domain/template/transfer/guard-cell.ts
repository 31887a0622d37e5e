// Spreadsheets treat a cell that begins with one of these signs as a formula, and would run what somebody else wrote.
// An apostrophe before it marks the cell as text, and spreadsheets hide it. A cell that begins with an apostrophe
// gets a second one, so that reading always removes exactly the one added.

/** Guards a cell, so that no spreadsheet runs it. `withoutGuard` restores it exactly. */
export function guarded(cell: string): string {
  return /^['=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell
}

/** Removes the apostrophe, Baton's or another program's. */
export function withoutGuard(cell: string): string {
  return /^'['=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

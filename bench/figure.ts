/** One line of the table that `npm run bench` prints. */
export interface Figure {
  what: string
  unit: 'ms' | 's' | 'KB' | 'MB' | '/s' | '%'
  value: number
  /** The same thing done the barest way in the same run; null where the target is a plain number. */
  baseline: { what: string; value: number } | null
  /** The target in words, as docs/performance.md states it. */
  target: string
  met: boolean
}

/** A figure whose target is a plain number. */
export function atMost(what: string, unit: Figure['unit'], value: number, most: number): Figure {
  return { what, unit, value, baseline: null, target: `≤ ${most} ${unit}`, met: value <= most }
}

/** The figures as a table in plain text. */
export function printTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, unit, value, baseline, target, met }) => [
    what,
    `${round(value)} ${unit}`,
    baseline ? `${round(baseline.value)} ${unit} (${baseline.what})` : '–',
    baseline ? (value / baseline.value).toFixed(2) : '–',
    target,
    met ? 'met' : 'MISSED',
  ])
  const all = [['figure', 'Baton', 'baseline', 'ratio', 'target', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) => row.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join('  '))
    .join('\n')
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

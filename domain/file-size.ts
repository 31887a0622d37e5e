const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** In which every limit is counted that somebody sets: 10 MB are to be told as 10 MB. */
const STEP = 1_024

/** A number of bytes as people say it in a language: "812 bytes", "3.4 MB". */
export function fileSize(bytes: number, language?: string): string {
  const step = bytes < STEP ? 0 : bytes < 999.5 * STEP ? 1 : 2
  const value = bytes / STEP ** step
  const maximumFractionDigits = step === 2 && value < 100 ? 1 : 0
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step],
    // Short, English has no plural of it.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value)
}

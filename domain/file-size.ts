const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** The unit in which limits are set: 10 MB have to read as 10 MB. */
const STEP = 1_024

/** A number of bytes as people write it in a language: "812 bytes", "3.4 MB". */
export function fileSize(bytes: number, language?: string): string {
  const step = bytes < STEP ? 0 : bytes < 999.5 * STEP ? 1 : 2
  const value = bytes / STEP ** step
  const maximumFractionDigits = step === 2 && value < 100 ? 1 : 0
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step],
    // The short form has no plural in English.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value)
}

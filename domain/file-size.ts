const UNITS = ['byte', 'kilobyte', 'megabyte'] as const

/** A number of bytes as people say it in a language: "812 bytes", "3.4 MB". */
export function fileSize(bytes: number, language?: string): string {
  const step = bytes < 1_000 ? 0 : bytes < 999_500 ? 1 : 2
  const value = bytes / 1_000 ** step
  const maximumFractionDigits = step === 2 && value < 100 ? 1 : 0
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[step],
    // The short form of bytes has no plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits,
  }).format(value)
}

/**
 * All types that can ever be attached, with the endings of their names, the usual one first. Types that a browser
 * runs (HTML, SVG, scripts) or an operating system runs are missing, and no setting can add them.
 */
export const FILE_TYPES: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt', 'log', 'md'],
  'text/csv': ['csv'],
  'application/zip': ['zip'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.ms-powerpoint': ['ppt'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
  'application/vnd.oasis.opendocument.presentation': ['odp'],
  'video/mp4': ['mp4', 'm4v'],
  'audio/mpeg': ['mp3'],
}

/** Pictures that browsers draw without running code: the only files served for display. */
export const SHOWN_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
])

/** Why a file cannot be attached, as far as a client can tell. */
export type Unfit = 'too-large' | 'wrong-type' | 'empty'

/**
 * Checks a file against the team's limits by what the browser says of it; null if it fits. The ending counts as much
 * as the type, since browsers name many types wrong or not at all.
 */
export function whyUnfit(
  { name, type, size }: { name: string; type: string; size: number },
  { maxBytes, types }: { maxBytes: number; types: readonly string[] },
): Unfit | null {
  if (size === 0) return 'empty'
  if (size > maxBytes) return 'too-large'
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const fits = types.some((allowed) => allowed === type || FILE_TYPES[allowed]?.includes(ending))
  return fits ? null : 'wrong-type'
}

/** The endings of allowed types in capitals, for people to read: "PNG, JPG, PDF". */
export function endingsOf(types: readonly string[]): string {
  return types.flatMap((type) => FILE_TYPES[type]?.[0]?.toUpperCase() ?? []).join(', ')
}

/** The `accept` attribute of a file chooser. */
export function acceptOf(types: readonly string[]): string {
  return types
    .flatMap((type) => [type, ...(FILE_TYPES[type] ?? []).map((ending) => `.${ending}`)])
    .join(',')
}

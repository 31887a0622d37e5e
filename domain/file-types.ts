/**
 * Every type that may ever be attached, with the endings its names may have, the usual one first. What a browser
 * runs (HTML, SVG, scripts) and what an operating system runs is not here, and no setting can add it.
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

/** Pictures that browsers draw without running anything in them: the only files served to be shown. */
export const SHOWN_TYPES: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
])

/** Why a file cannot be attached, as far as that can be told before the server looks into it. */
export type Unfit = 'too-large' | 'wrong-type' | 'empty'

/**
 * Whether a file fits what a team allows, by what the browser says of it: null when it does. The ending counts as
 * much as the type, since browsers name many types wrong or not at all.
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

/** The endings of what a team allows, in capitals, for people to read: "PNG, JPG, PDF". */
export function endingsOf(types: readonly string[]): string {
  return types.flatMap((type) => FILE_TYPES[type]?.[0]?.toUpperCase() ?? []).join(', ')
}

/** What a file chooser is to offer. */
export function acceptOf(types: readonly string[]): string {
  return types
    .flatMap((type) => [type, ...(FILE_TYPES[type] ?? []).map((ending) => `.${ending}`)])
    .join(',')
}

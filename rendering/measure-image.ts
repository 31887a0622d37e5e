import { SHOWN_TYPES } from '@baton/domain/file-types.ts'

/** How large a chosen picture is, as it will be drawn; null for what cannot be shown. */
export async function measureImage(blob: Blob): Promise<{ width: number; height: number } | null> {
  if (!SHOWN_TYPES.has(blob.type)) return null
  try {
    const { width, height } = await createImageBitmap(blob)
    return { width, height }
  } catch {
    return null
  }
}

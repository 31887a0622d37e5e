import type { ShownFile } from '../../components/attachment/shown-file.ts'
import type { UploadRow } from '../../db/rows.ts'
import { anId, ME } from '../../tests/support/rows.ts'

const PICTURE = { width: 480, height: 320 }
const MB = 1024 * 1024

/** A stored file of a message, as far as not told otherwise a picture. */
export function aFile(fields: Partial<ShownFile> = {}): ShownFile {
  return {
    id: anId(),
    name: 'parcel at the door.png',
    type: 'image/png',
    size: 0.4 * MB,
    image: PICTURE,
    progress: null,
    failure: null,
    ...fields,
  }
}

export const picture = aFile()
export const otherPicture = aFile({ name: 'label.png' })
export const lostPicture = aFile({ name: 'gone.png' })
const NO_PICTURE = { type: 'application/pdf', image: null } as const
export const paper = aFile({ name: 'Invoice 1042.pdf', size: 1.3 * MB, ...NO_PICTURE })
export const longNamed = aFile({
  name: 'a-name-that-somebody-gave-a-file-and-that-is-far-too-long-for-any-panel.pdf',
  ...NO_PICTURE,
})
export const coming = aFile({ name: 'Terms.pdf', ...NO_PICTURE, progress: 0.4 })
export const refused = aFile({ name: 'Film.pdf', ...NO_PICTURE, progress: 0, failure: 'too-large' })

/** A file on its way to the server. */
export const upload: UploadRow = {
  ...{ id: anId(), account: ME, name: 'Packing list.pdf', type: 'application/pdf', image: null },
  ...{ size: 2 * MB, copyOf: null, keptUntil: null },
  ...{ sent: MB, arrivedAt: null, failure: null },
}

/** Something to look at, drawn here so that no picture has to be kept. */
export async function drawPicture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(PICTURE.width, PICTURE.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('Nothing can be drawn here.')
  const sky = context.createLinearGradient(0, 0, 0, PICTURE.height)
  sky.addColorStop(0, '#7aa7d9')
  sky.addColorStop(1, '#f3d9b1')
  context.fillStyle = sky
  context.fillRect(0, 0, PICTURE.width, PICTURE.height)
  context.fillStyle = '#b07d4f'
  context.fillRect(150, 130, 180, 150)
  context.fillStyle = '#8d6139'
  context.fillRect(228, 130, 24, 150)
  return canvas.convertToBlob({ type: 'image/png' })
}

// @vitest-environment node
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alertSound } from './make-sound.ts'
import { ROOT } from './run-step.ts'

test('the sound that is shipped is the one that the script makes', async () => {
  const shipped = await readFile(join(ROOT, 'public', 'sound', 'alert.wav'))
  expect(shipped.equals(alertSound())).toBe(true)
})

// `npm run screenshots`: the pictures of the README and of the store listing, taken from the real panel on the
// demo's data.
import { launchChromium } from '../tests/e2e/support/chromium.ts'
import { startWorld } from '../tests/e2e/support/world.ts'
import { buildIfStale, CHROME_EXTENSION, CUSTOMER_PAGE } from './build-if-stale.ts'
import { pictureOfReadme } from './pictures/readme.ts'
import { picturesOfStore } from './pictures/store.ts'

await buildIfStale(CUSTOMER_PAGE)
await buildIfStale(CHROME_EXTENSION)
const world = await startWorld()
const light = await launchChromium()
const dark = await launchChromium({ dark: true })
try {
  // The README's first: it signs both browsers in, and leaves everything as it was.
  await pictureOfReadme(light, dark, world.url)
  await picturesOfStore(light, dark)
} finally {
  await Promise.all([light.close(), dark.close()])
  await world.end()
}

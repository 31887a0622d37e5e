// `npm run screenshots`: the pictures of the README and of the store listing, taken from the real panel on the
// demo's data.
import { launchChromium } from '../tests/e2e/support/chromium.ts'
import { Panel } from '../tests/e2e/support/panel.ts'
import { press, sees } from '../tests/e2e/support/screen.ts'
import { startWorld } from '../tests/e2e/support/world.ts'
import { buildIfStale, CHROME_EXTENSION, CUSTOMER_PAGE } from './build-if-stale.ts'
import { pictureOfReadme } from './pictures/readme.ts'
import { picturesOfStore } from './pictures/store.ts'
import { WORDS } from './pictures/words.ts'

await buildIfStale(CUSTOMER_PAGE)
await buildIfStale(CHROME_EXTENSION)
const world = await startWorld()
const light = await launchChromium()
const dark = await launchChromium({ dark: true })
// Nobody has opened anything in it: its panel begins with the list.
const unused = await launchChromium()
try {
  // The README's first: it signs in and leaves everything as it was.
  await pictureOfReadme(light, dark, world.url)
  const colleague = new Panel(await light.openPanel())
  await press(colleague.page, 'button', 'Menu')
  await press(colleague.page, 'menuitem', WORDS.signOut)
  // What the picture with the templates left in the message box.
  await sees(colleague.page, WORDS.unsent)
  await press(colleague.page, 'button', WORDS.signOut)
  await colleague.signInAs('Sari', world.url)
  await picturesOfStore(unused, dark, world.url)
} finally {
  await Promise.all([light.close(), dark.close(), unused.close()])
  await world.end()
}

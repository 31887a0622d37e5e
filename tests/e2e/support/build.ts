import {
  buildIfStale,
  CHROME_EXTENSION,
  CUSTOMER_PAGE,
  FIREFOX_EXTENSION,
  PREVIEW_EXTENSION,
} from '../../../scripts/build-if-stale.ts'

/** Runs once before the browsers: they load what is built. */
export async function setup(): Promise<void> {
  await buildIfStale(CUSTOMER_PAGE)
  await buildIfStale(CHROME_EXTENSION)
  await buildIfStale(FIREFOX_EXTENSION)
  await buildIfStale(PREVIEW_EXTENSION)
}

import type { TestProject } from 'vitest/node'
import {
  buildIfStale,
  CHROME_EXTENSION,
  CUSTOMER_PAGE,
  FIREFOX_EXTENSION,
  PREVIEW_EXTENSION,
} from '../../../scripts/build-if-stale.ts'
import { makeFirefoxProfile } from './firefox-profile.ts'

/** Runs once before the browsers: they load what is built, and Firefox starts with a copy of a profile. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildIfStale(CUSTOMER_PAGE)
  await buildIfStale(CHROME_EXTENSION)
  await buildIfStale(FIREFOX_EXTENSION)
  await buildIfStale(PREVIEW_EXTENSION)
  const profile = await makeFirefoxProfile()
  project.provide('firefoxProfile', profile.path)
  return () => profile.remove()
}

import type { Feature } from '../feature/feature.ts'
import { pages, type PagesDeps } from './pages.ts'

/** The pages that customers see. */
export function pagesFeature(deps: PagesDeps) {
  return { routes: (http) => pages(http, deps) } satisfies Feature
}

// First of all: what the samples are kept in lives and dies with this page, and leaves the panel's own alone. The
// rest is fetched after it, as the build may run what pages share before a page's own code.
import 'fake-indexeddb/auto'

void import('./start.ts').then(({ start }) => start())

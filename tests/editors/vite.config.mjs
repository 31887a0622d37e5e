import { fileURLToPath } from 'node:url'

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url))

/** Into a folder beside the builds of the extension: it is served by a test, and part of nothing. */
export default {
  root: path('./src'),
  base: './',
  define: { 'process.env.NODE_ENV': '"production"', global: 'globalThis' },
  build: {
    outDir: path('../../.output/editors'),
    emptyOutDir: true,
    target: 'esnext',
    minify: false,
    chunkSizeWarningLimit: 100_000,
  },
  logLevel: 'warn',
}

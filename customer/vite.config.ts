import { join } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// Two builds into one folder: the pages, and (mode "loader") the script other sites embed, which must be one
// plain file with a fixed name. Nothing is written into the HTML, so that a strict CSP can stand.
export default defineConfig(({ mode }) =>
  mode === 'loader'
    ? {
        root: import.meta.dirname,
        build: {
          emptyOutDir: false,
          lib: {
            entry: 'src/loader/main.ts',
            formats: ['iife'],
            name: 'baton',
            fileName: () => 'chat.js',
          },
        },
      }
    : {
        root: import.meta.dirname,
        plugins: [vue()],
        // The browser knows what `&copy;` stands for: markdown-it's own table would be a third of what it loads.
        resolve: {
          alias: [{ find: /^entities$/, replacement: '@baton/rendering/decode-entity.ts' }],
        },
        build: {
          assetsInlineLimit: 0,
          rolldownOptions: {
            input: ['chat', 'shop', 'link'].map((page) =>
              join(import.meta.dirname, `${page}.html`),
            ),
          },
        },
        server: { host: '127.0.0.1' },
      },
)

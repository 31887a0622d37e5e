import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'wxt'
import packageJson from './package.json' with { type: 'json' }
import { webSocketOnly } from './scripts/websocket-only.ts'
import { startInTwoFiles } from './scripts/start-in-two-files.ts'
import { GECKO_ID } from './scripts/extension-id.ts'

const PAGE_LIST = 'page-list.html'
const ANY_SITE = ['http://*/*', 'https://*/*']

/**
 * The keys that the whole browser knows, until the agent chooses others. Firefox opens a menu of its own by Alt+Shift
 * and the letter that is marked in the menu's name, and tells no extension: these letters are marked in no menu in
 * English or Indonesian, and in few languages at all.
 */
function keysIn(browser: string): { open: string; insertTemplate: string; nextWaiting: string } {
  return browser === 'firefox'
    ? { open: 'Alt+Shift+K', insertTemplate: 'Alt+Shift+J', nextWaiting: 'Alt+Shift+W' }
    : { open: 'Alt+Shift+B', insertTemplate: 'Alt+Shift+E', nextWaiting: 'Alt+Shift+W' }
}

export default defineConfig({
  imports: false,
  manifest: ({ browser, manifestVersion }) => ({
    name: 'Baton',
    description:
      'Watch an AI agent talk to your customers, take a conversation over, and hand it back.',
    // `alarms` wakes the background to reconnect; `storage` keeps the sign-in; `unlimitedStorage` keeps
    // conversations from being evicted. No host permission: see docs/decisions/0003-no-host-permission.md.
    permissions: [
      ...['storage', 'alarms', 'unlimitedStorage', 'notifications'],
      // Templates on the page on which the agent asks for them, for as long as it is open: see
      // docs/decisions/0014-templates-on-pages.md. None of the three shows a warning.
      ...['activeTab', 'scripting', 'contextMenus'],
      // A worker can neither make a sound nor copy; elsewhere the background can.
      ...(browser === 'firefox' ? [] : ['offscreen']),
    ],
    // Each asked for when it is first used: to be shown as Away by itself, to copy from the address bar, and to
    // enter a frame of another site. Manifest V2 lists hosts among the others.
    optional_permissions: ['idle', 'clipboardWrite', ...(manifestVersion === 2 ? ANY_SITE : [])],
    ...(manifestVersion === 2 ? {} : { optional_host_permissions: ANY_SITE }),
    omnibox: { keyword: 'baton' },
    incognito: 'not_allowed',
    // The list of templates over a page, in a frame of its own: see docs/decisions/0014-templates-on-pages.md. It names
    // no page that Baton enters. Chromium draws its address anew for each session; Firefox's is of the installation.
    web_accessible_resources:
      manifestVersion === 2
        ? [PAGE_LIST]
        : [
            {
              ...{ resources: [PAGE_LIST], matches: [...ANY_SITE, 'file:///*'] },
              ...(browser === 'firefox' ? {} : { use_dynamic_url: true }),
            },
          ],
    commands: {
      // Opens the panel, as a click on the toolbar button does.
      [browser === 'firefox' ? '_execute_sidebar_action' : '_execute_action']: {
        suggested_key: { default: keysIn(browser).open },
      },
      'insert-template': {
        suggested_key: { default: keysIn(browser).insertTemplate },
        description: 'Insert a template where you are writing, on any page',
      },
      'next-waiting': {
        suggested_key: { default: keysIn(browser).nextWaiting },
        description: 'Open the conversation that has waited longest',
      },
    },
    [manifestVersion === 2 ? 'browser_action' : 'action']: { default_title: 'Baton' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: [
                  'personalCommunications',
                  'authenticationInfo',
                  'personallyIdentifyingInfo',
                ],
              },
            },
          },
        }
      : { minimum_chrome_version: '120' }),
    content_security_policy: {
      // Written out so that Firefox does not upgrade ws:// to a server on the local network (MV3's default).
      extension_pages: "script-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'",
    },
  }),
  hooks: {
    // The page with every component is for tests and development: `wxt build` leaves it out of the package.
    'entrypoints:found': (wxt, entrypoints) => {
      if (wxt.config.mode !== 'production') return
      const at = entrypoints.findIndex(({ name }) => name === 'preview')
      if (at >= 0) entrypoints.splice(at, 1)
    },
  },
  vite: () => ({
    plugins: [startInTwoFiles(), vue(), tailwindcss(), webSocketOnly()],
    resolve: {
      alias: [
        // The build of Dexie for browsers that know async functions: smaller, and nothing here runs in others.
        { find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' },
        // The browser knows what `&copy;` stands for: markdown-it's own table would be 17 KB of the package.
        { find: /^entities$/, replacement: '@baton/rendering/decode-entity.ts' },
      ],
    },
    // Every browser that Baton runs in knows it.
    build: { modulePreload: { polyfill: false } },
    define: {
      'import.meta.env.BATON_VERSION': JSON.stringify(packageJson.version),
      // Every component, the libraries' too, has a setup function: Vue's other way is left out.
      __VUE_OPTIONS_API__: 'false',
    },
  }),
  // The browser that `npm run dev` opens needs a screen; without one the build is only watched.
  webExt: {
    disabled:
      process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'],
  },
})

import { posix } from 'node:path'
import { HEARS_BACKGROUND, PANEL_ROOMS } from './panel-rooms.ts'
import type { Import, Read } from './read-imports.ts'
import { SERVER_LAYERS } from './server-floors.ts'

interface Layer {
  /** Folders it may import from, beside itself. */
  from: readonly string[]
  /** Folders it may import types from. */
  typesFrom?: readonly string[]
  /** Packages: an exact name, or a beginning that ends in a slash or colon. */
  packages: readonly string[]
}

const VUE = ['vue', 'pinia', '@vueuse/', '@lucide/vue', 'reka-ui', 'virtua/', 'vite/', 'dexie']

const ROOM_LAYERS = Object.keys(PANEL_ROOMS).map((room) => `components/${room}`)

/** A layer for each room of the panel. */
function panelLayers(): Record<string, Layer> {
  const below = [
    'preferences',
    'composables',
    'stores',
    'db',
    'domain',
    'domain/template/transfer',
    'protocol',
    'rendering',
    'locales',
  ]
  return Object.fromEntries(
    Object.entries(PANEL_ROOMS).map(([room, composes]) => {
      const from = [...below, ...composes.map((other) => `components/${other}`)]
      const layer: Layer = HEARS_BACKGROUND.includes(room)
        ? { from: [...from, 'messaging'], packages: VUE }
        : { from, typesFrom: ['messaging'], packages: VUE }
      return [`components/${room}`, layer]
    }),
  )
}

/** Who may import whom. The longest folder that holds a file, or the file itself, is its layer. */
export const LAYERS: Record<string, Layer> = {
  protocol: { from: [], packages: ['valibot'] },
  domain: { from: ['protocol'], packages: ['minisearch'] },
  // Templates in files: read in the panel only, when somebody has one.
  'domain/template/transfer': {
    from: ['domain', 'protocol'],
    packages: ['js-yaml', 'papaparse', 'valibot'],
  },
  rendering: { from: ['domain', 'protocol'], packages: ['markdown-it', 'dompurify'] },
  db: { from: ['domain', 'protocol'], packages: ['dexie', 'uuid', 'valibot'] },
  locales: { from: [], packages: [] },
  sync: {
    from: ['db', 'domain', 'protocol'],
    packages: ['dexie', 'socket.io-client', 'uuid', 'valibot'],
  },
  messaging: {
    from: ['db', 'domain', 'protocol'],
    typesFrom: ['preferences', 'locales'],
    packages: ['@webext-core/messaging'],
  },
  preferences: { from: ['locales', 'domain', 'protocol'], packages: ['valibot'] },
  platform: {
    from: ['preferences', 'db', 'domain', 'protocol'],
    packages: ['dexie', 'valibot', 'wxt/browser'],
  },
  // What tells the agent, from the background: no Vue.
  alerts: {
    from: ['preferences', 'db', 'domain', 'protocol', 'locales'],
    typesFrom: ['platform', 'sync'],
    packages: ['dexie'],
  },
  stores: { from: ['preferences', 'db', 'domain', 'protocol'], packages: VUE },
  composables: {
    from: [
      'preferences',
      'stores',
      'messaging',
      'db',
      'domain',
      'domain/template/transfer',
      'protocol',
      'rendering',
      'locales',
    ],
    packages: VUE,
  },
  ...panelLayers(),
  'entrypoints/background': {
    from: [
      'alerts',
      'preferences',
      'sync',
      'platform',
      'messaging',
      'db',
      'domain',
      'protocol',
      'locales',
    ],
    packages: ['dexie', 'wxt/utils/'],
  },
  // The document out of sight that plays, searches and copies for the background.
  'entrypoints/offscreen': {
    from: ['platform', 'messaging', 'locales', 'db', 'domain', 'protocol'],
    typesFrom: ['preferences'],
    packages: ['dexie'],
  },
  // Runs in other people's pages, when the agent asks for templates there.
  'entrypoints/page-picker': {
    from: ['platform', 'messaging', 'domain'],
    packages: ['wxt/utils/'],
  },
  // The list of templates in a frame over such a page.
  'entrypoints/page-list': { from: ['messaging'], packages: ['wxt/utils/'] },
  // Runs in the panel's page before its own code is there.
  'entrypoints/warm-database': { from: [], packages: ['wxt/utils/'] },
  'entrypoints/sidepanel': {
    from: [
      'preferences',
      'locales',
      ...ROOM_LAYERS,
      'composables',
      'stores',
      'platform',
      'db',
      'domain',
      'protocol',
      'assets',
    ],
    typesFrom: ['messaging'],
    packages: VUE,
  },
  // Not in the package: builds for tests and development only, so it may draw on what tests draw on.
  'entrypoints/preview': {
    from: [
      ...ROOM_LAYERS,
      'composables',
      'stores',
      'platform',
      'db',
      'domain',
      'domain/template/transfer',
      'protocol',
      'assets',
      'tests',
    ],
    packages: [...VUE, 'fake-indexeddb/'],
  },
  customer: {
    from: ['rendering', 'domain', 'protocol', 'assets'],
    packages: [
      'vue',
      '@lucide/vue',
      'socket.io-client',
      'uuid',
      'valibot',
      'vite',
      '@vitejs/plugin-vue',
      'node:',
    ],
  },
  ...SERVER_LAYERS,
}

/** What runs, tests or measures the rest, and so may see all of it. Nothing may import from here. */
const TOOLS = ['scripts', 'tests', 'bench']

/** What is wrong with a file's imports, a sentence each. Tests beside the code are judged by nobody. */
export function violations(path: string, { imports, callsBrowser }: Read): string[] {
  if (/\.test\.ts$|\/testing\//.test(path) || TOOLS.includes(folderOf(path))) return []
  // The configuration of tools lies in the root.
  if (!path.includes('/')) return []
  const name = layerOf(path)
  const layer = name === null ? undefined : LAYERS[name]
  if (name === null || !layer) return [`${path} is in no layer`]
  const wrong = imports
    .filter((found) => !isAllowed(path, name, layer, found))
    .map(({ specifier }) => `${path} (${name}) must not import ${specifier}`)
  if (callsBrowser && name !== 'platform') wrong.push(`${path} must not call the browser's API`)
  return wrong
}

function isAllowed(path: string, name: string, layer: Layer, { specifier, typeOnly }: Import) {
  const target = targetOf(path, specifier)
  if (target === null) return layer.packages.some((allowed) => fits(specifier, allowed))
  const into = layerOf(target) ?? folderOf(target)
  if (into === name || layer.from.includes(into)) return true
  return typeOnly && layer.typesFrom?.includes(into) === true
}

/** The imported file's path from the root; null for a package. */
function targetOf(path: string, specifier: string): string | null {
  const file = specifier.replace(/\?.*$/, '')
  if (file.startsWith('.')) return posix.join(posix.dirname(path), file)
  return file.startsWith('@baton/') ? file.slice('@baton/'.length) : null
}

function layerOf(path: string): string | null {
  const fitting = Object.keys(LAYERS).filter((name) => path === name || path.startsWith(`${name}/`))
  return fitting.sort((a, b) => b.length - a.length)[0] ?? null
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? ''
}

function fits(specifier: string, allowed: string): boolean {
  return specifier === allowed || (/[/:]$/.test(allowed) && specifier.startsWith(allowed))
}

import type { Plugin, Rolldown } from 'vite'

/** The page that has to open fast, and the others, which share code with it: folders of `entrypoints`. */
const PANEL = /\/entrypoints\/sidepanel\//
const OTHERS = /\/entrypoints\/(offscreen|preview)\//

/**
 * Puts what the panel starts with into two files: what other pages need as well, and the rest. By itself the build cuts
 * it wherever something that is loaded later shares a piece of it, and each file costs the panel two milliseconds before
 * its code runs. What is loaded later is cut as the build likes.
 */
export function startInTwoFiles(): Plugin {
  return {
    name: 'baton:start-in-two-files',
    apply: 'build',
    // A script that is no module is one file already.
    outputOptions: (options) =>
      options.format === 'es' ? { ...options, codeSplitting: { groups: [SHARED, START] } } : null,
  }
}

type Importers = (info: Rolldown.ModuleInfo) => readonly string[]
const atStart: Importers = ({ importers }) => importers
const ever: Importers = ({ importers, dynamicImporters }) => [...importers, ...dynamicImporters]

/** Chooses first: a group takes along what its modules import, but for what another already has. */
const SHARED: Rolldown.CodeSplittingGroup = {
  tags: ['$initial'],
  priority: 1,
  name: (id, graph) =>
    isNeededBy(PANEL, id, atStart, graph) && isNeededBy(OTHERS, id, ever, graph) ? 'shared' : null,
}
const START: Rolldown.CodeSplittingGroup = {
  tags: ['$initial'],
  name: (id, graph) => (isNeededBy(PANEL, id, atStart, graph) ? 'start' : null),
}

/** Whether a module is one of a folder's, or is imported by one, through however many others. */
function isNeededBy(
  folder: RegExp,
  id: string,
  importersOf: Importers,
  graph: Rolldown.ChunkingContext,
  seen = new Set<string>(),
): boolean {
  if (folder.test(id)) return true
  if (seen.has(id)) return false
  seen.add(id)
  const info = graph.getModuleInfo(id)
  // Copied: the graph uses the same lists again for the next module it is asked for.
  const importers = info ? [...importersOf(info)] : []
  return importers.some((by) => isNeededBy(folder, by, importersOf, graph, seen))
}

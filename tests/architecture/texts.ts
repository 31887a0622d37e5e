import ts from 'typescript'

/** A catalogue, flat: `area.name` to its text. */
export type Texts = ReadonlyMap<string, string>

/** The names of a text's holes, sorted; those of all plurals together. */
export function holesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort()
}

/** What is wrong with a language beside the one it is translated from, a sentence each. */
export function differences(from: Texts, to: Texts, language: string): string[] {
  const plurals = new Intl.PluralRules(language).resolvedOptions().pluralCategories.length
  const missing = [...from.keys()].filter((key) => !to.has(key))
  const extra = [...to.keys()].filter((key) => !from.has(key))
  const both = [...from.keys()].filter((key) => to.has(key))
  const wrong = both.flatMap((key) => {
    const text = to.get(key) ?? ''
    const holes = holesOf(text)
    const expected = holesOf(from.get(key) ?? '')
    const found = text.trim() === '' ? [`${key} is empty in ${language}`] : []
    if (holes.join() !== expected.join()) {
      found.push(`${key} has the holes [${holes.join()}] in ${language}, not [${expected.join()}]`)
    }
    const forms = text.split(' | ').length
    if (forms > 1 && forms !== plurals) {
      found.push(`${key} has ${forms} plurals in ${language}, which has ${plurals}`)
    }
    return found
  })
  return [
    ...missing.map((key) => `${key} is missing in ${language}`),
    ...extra.map((key) => `${key} is only in ${language}`),
    ...wrong,
  ]
}

/**
 * The keys that stand as a literal somewhere in these sources, and those that begin as a literal with a hole at
 * its end does, such as `palette.action.${id}`.
 */
export function usedKeys(sources: readonly string[], texts: Texts): Set<string> {
  const found = (pattern: RegExp) =>
    sources.flatMap((source) => [...source.matchAll(pattern)].map(([, key]) => key ?? ''))
  const literals = new Set(found(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/gi))
  const beginnings = [...new Set(found(/`([a-z]\w*(?:\.\w+)*\.\w*)\$\{\w[\w.]*\}`/gi))]
  const keys = [...texts.keys()]
  return new Set(
    keys.filter((key) => literals.has(key) || beginnings.some((start) => key.startsWith(start))),
  )
}

/** Calls of `t` in a source whose values are not what the text has holes for, a sentence each. */
export function wrongCalls(source: string, texts: Texts): string[] {
  return callsOf(source).flatMap(({ key, values }) => {
    const text = texts.get(key)
    if (text === undefined || values === null) return []
    const holes = holesOf(text)
    const plural = text.includes(' | ') ? ['count'] : []
    const needed = [...new Set([...holes, ...plural])].sort()
    const missing = needed.filter((name) => !values.includes(name))
    const extra = values.filter((name) => !needed.includes(name) && name !== 'count')
    return [...missing, ...extra].map((name) => `t('${key}'): ${name}`)
  })
}

/** Each `t('area.name', { … })`; values is null where they are no literal. */
function callsOf(source: string): { key: string; values: string[] | null }[] {
  return [...source.matchAll(/\bt\(\s*'[a-z]\w*(?:\.\w+)+'/gi)].flatMap(({ index }) => {
    const file = ts.createSourceFile('call.ts', source.slice(index), ts.ScriptTarget.Latest)
    const call = firstCall(file)
    const [key, values] = call?.arguments ?? []
    if (!key || !ts.isStringLiteral(key)) return []
    return [{ key: key.text, values: namesIn(values) }]
  })
}

function firstCall(file: ts.SourceFile): ts.CallExpression | null {
  const find = (node: ts.Node): ts.CallExpression | undefined =>
    ts.isCallExpression(node) ? node : ts.forEachChild(node, find)
  return find(file) ?? null
}

function namesIn(values: ts.Expression | undefined): string[] | null {
  if (!values) return []
  if (!ts.isObjectLiteralExpression(values)) return null
  return values.properties.flatMap(({ name }) => (name && ts.isIdentifier(name) ? name.text : []))
}

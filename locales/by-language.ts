/**
 * Finds what a language has among files that `import.meta.glob` has found in the folders of all languages (`./en/…`). Throws
 * for a language without such a file, which a test of all languages makes impossible.
 */
export function byLanguage<T>(files: Readonly<Record<string, T>>): (language: string) => T {
  return (language) => {
    const path = Object.keys(files).find((each) => each.startsWith(`./${language}/`))
    const own = path === undefined ? undefined : files[path]
    if (own === undefined) throw new Error(`Something of the language ${language} is missing.`)
    return own
  }
}

import { parse } from 'vue/compiler-sfc'
import ts from 'typescript'

export interface Import {
  specifier: string
  /** Gone at run time. */
  typeOnly: boolean
  /** Fetched when it is asked for: `import('…')`. */
  later: boolean
}

export interface Read {
  imports: Import[]
  /** Whether it uses the browser's extension API (`browser.…` or `chrome.…`) that nobody handed to it. */
  callsBrowser: boolean
}

/** Reads what a source file imports, by the compilers of TypeScript and Vue. */
export function readSource(path: string, text: string): Read {
  const source = ts.createSourceFile(path, scriptOf(path, text), ts.ScriptTarget.Latest, true)
  const read: Read = { imports: [], callsBrowser: false }
  const declared = new Set<string>()
  const used = new Set<string>()
  const visit = (node: ts.Node): void => {
    const found = importIn(node)
    if (found) read.imports.push(found)
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      used.add(node.expression.text)
    }
    if (isDeclaration(node) && ts.isIdentifier(node.name)) declared.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  read.callsBrowser = ['browser', 'chrome'].some((name) => used.has(name) && !declared.has(name))
  return read
}

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const { script, scriptSetup } = parse(text).descriptor
  return [script?.content, scriptSetup?.content].join('\n')
}

function importIn(node: ts.Node): Import | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    return {
      specifier: node.moduleSpecifier.text,
      typeOnly: isTypeOnly(node.importClause),
      later: false,
    }
  }
  if (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, later: false }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    if (argument && ts.isStringLiteral(argument))
      return { specifier: argument.text, typeOnly: false, later: true }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument
    if (ts.isStringLiteral(literal)) {
      return { specifier: literal.text, typeOnly: true, later: false }
    }
  }
  return null
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const named = clause.namedBindings
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every((element) => element.isTypeOnly)
  )
}

function isDeclaration(
  node: ts.Node,
): node is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement {
  return ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)
}

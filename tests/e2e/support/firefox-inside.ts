import type { Browser } from 'puppeteer-core'
import * as v from 'valibot'

interface Connection {
  send: (method: string, params: Record<string, unknown>) => Promise<unknown>
}

const TREE = v.object({
  result: v.object({
    contexts: v.array(v.object({ context: v.string(), url: v.string() })),
  }),
})
const RAN = v.variant('type', [
  v.object({
    type: v.literal('success'),
    result: v.looseObject({ value: v.optional(v.string()) }),
  }),
  v.object({ type: v.literal('exception'), exceptionDetails: v.looseObject({ text: v.string() }) }),
])

/**
 * Runs an expression in Firefox's own window, with all its rights, and gives what it comes to: there are the
 * notifications that it draws, its toolbar and its sidebar, which no page can reach. `answer` parses the result, which
 * has to be JSON.
 */
export async function insideFirefox<S extends v.GenericSchema>(
  browser: Browser,
  expression: string,
  answer: S,
): Promise<v.InferOutput<S>> {
  const connection = connectionOf(browser)
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const window = v
    .parse(TREE, tree)
    .result.contexts.find(({ url }) => url === 'chrome://browser/content/browser.xhtml')
  if (!window) throw new Error('Firefox has no window.')
  const { result } = v.parse(
    v.object({ result: RAN }),
    await connection.send('script.evaluate', {
      expression: `(async () => JSON.stringify((await (${expression})) ?? null))()`,
      target: { context: window.context },
      awaitPromise: true,
    }),
  )
  if (result.type === 'exception') throw new Error(result.exceptionDetails.text)
  return v.parse(answer, JSON.parse(result.result.value ?? 'null'))
}

/** Puppeteer speaks WebDriver BiDi with Firefox, and has no words of its own for the window around the pages. */
function connectionOf(browser: Browser): Connection {
  const connection: unknown = Reflect.get(browser, 'connection')
  if (!isConnection(connection)) throw new Error('This browser does not speak WebDriver BiDi.')
  return connection
}

function isConnection(value: unknown): value is Connection {
  return (
    typeof value === 'object' &&
    value !== null &&
    'send' in value &&
    typeof value.send === 'function'
  )
}

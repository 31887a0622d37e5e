/** What a page says in the tag of this script, or in its address, where tag managers leave it alone. */
export interface OwnScript {
  /** Origin of the Baton server. */
  origin: string
  /** The team's public name (slug). */
  team: string
  /** The site's signed word for who its customer is. */
  identity: string | null
  /** The script's address names the team: for one that is not there the server would not have sent the script. */
  isKnown: boolean
}

/** Where this script runs, as far as it is asked which script that is. */
export interface ScriptPage {
  readonly document: Document
  /** The stack of an error made in this script: the one place that names it however it was loaded. */
  readonly stack: string
  /** What the page put at `window.baton` before. */
  readonly settings: unknown
}

/** Ends the pages' work with this script; the words are for the site's developer. */
export class BadSetUp extends Error {}

const IN_STACK = /https?:\/\/[^\s()]*?\/chat\.js(?:\?[^\s():]*)?/

/**
 * Reads how the script was put on the page: by a tag of any kind (also a module's, which the browser does not name), by
 * a tag manager that keeps nothing but the address, or by `import()`. Throws `BadSetUp`.
 */
export function ownScript({ document, stack, settings }: ScriptPage): OwnScript {
  const tag = ownTag(document, stack)
  const address = tag?.src || (IN_STACK.exec(stack)?.[0] ?? '')
  if (!URL.canParse(address)) {
    throw new BadSetUp(
      'the script cannot tell where it came from. Load /chat.js from your Baton server, by a script tag or import().',
    )
  }
  const { origin, searchParams } = new URL(address)
  const named = searchParams.get('team')?.trim()
  const team = tag?.dataset.team?.trim() || named || teamIn(settings).trim()
  if (!team) {
    throw new BadSetUp(
      `the page does not say which team's chat this is, so there is no button. Write the team into the address, as ${origin}/chat.js?team=your-team, or into the tag as data-team.`,
    )
  }
  const isKnown = named === team
  return { origin, team, identity: tag?.dataset.identity || null, isKnown }
}

function ownTag(document: Document, stack: string): HTMLScriptElement | null {
  const { currentScript } = document
  if (currentScript instanceof HTMLScriptElement && currentScript.src) return currentScript
  const address = IN_STACK.exec(stack)?.[0]
  return [...document.scripts].find(({ src }) => src !== '' && src === address) ?? null
}

function teamIn(settings: unknown): string {
  const isNamed = typeof settings === 'object' && settings !== null && 'team' in settings
  return isNamed && typeof settings.team === 'string' ? settings.team : ''
}

import { rangeIn } from './caret.ts'
import type { Field } from './find-field.ts'
import { lettersOf } from './letters.ts'
import { pause } from './pause.ts'

/** How long a page may take to show what it took, in ms; most do at once. */
const PATIENCE_MS = 1_000
/** And what it did not say that it took, as TinyMCE does. */
const UNSAID_MS = 40
const LOOK_EVERY_MS = 10
/** For so long it has to stay, in ms: a page may put back what it did not write itself. */
const STAYS_MS = 60
/** Of a long text, editors draw only the part that is in sight: where the caret is, at its end. */
const LINES = 10
const LETTERS = 24

/** `changed`: something was written, but not this text. */
export type Outcome = 'in' | 'changed' | 'unchanged'

/** Sees whether a text arrives in a field. Make it before the text is written. */
export class TextWatch {
  readonly #field: Field
  readonly #wanted: string
  readonly #end: string
  /** All that was in it, and what of that stays when the text takes the place of what is selected. */
  readonly #own: string
  readonly #kept: string
  readonly #around: string

  constructor(field: Field, text: string) {
    this.#field = field
    this.#wanted = lettersOf(text.trimEnd().split('\n').slice(-LINES).join('\n'))
    this.#end = this.#wanted.slice(-LETTERS)
    this.#own = ownText(field)
    this.#kept = this.#own.replace(selectedText(field), '')
    this.#around = aroundText(field)
  }

  /** What became of it, once that is certain; `taken`: somebody said that they have it. */
  async outcome(taken: boolean): Promise<Outcome> {
    const begun = Date.now()
    const isUnsaid = () => !taken && ownText(this.#field) === this.#own
    while (Date.now() - begun < (isUnsaid() ? UNSAID_MS : PATIENCE_MS)) {
      if (this.#isIn()) {
        await pause(STAYS_MS)
        if (this.#isIn()) return 'in'
      }
      await pause(LOOK_EVERY_MS)
    }
    return ownText(this.#field) === this.#own ? 'unchanged' : 'changed'
  }

  #isIn(): boolean {
    const own = ownText(this.#field)
    if (isMoreOften(this.#wanted, own, this.#kept)) return true
    // An editor that draws its text beside the place that has the focus.
    return own === '' && isMoreOften(this.#end, aroundText(this.#field), this.#around)
  }
}

function ownText({ kind, element }: Field): string {
  return lettersOf(kind === 'box' ? element.value : hostOf(element).textContent)
}

function selectedText({ kind, element }: Field): string {
  if (kind === 'editor') return lettersOf(String(rangeIn(element) ?? ''))
  return lettersOf(element.value.slice(element.selectionStart ?? 0, element.selectionEnd ?? 0))
}

function aroundText({ element }: Field): string {
  const root = element.getRootNode()
  return lettersOf((root instanceof Document ? root.body : root).textContent ?? '')
}

/** What the page edits as a whole, of which the focus may be in a part. */
function hostOf(element: HTMLElement): HTMLElement {
  let host = element
  while (host.parentElement?.isContentEditable) host = host.parentElement
  return host
}

function isMoreOften(part: string, now: string, before: string): boolean {
  return part !== '' && now.split(part).length > before.split(part).length
}

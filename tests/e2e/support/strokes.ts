import type { KeyInput, Page } from 'puppeteer-core'
import * as v from 'valibot'

/** As the keyboard of a machine that is no Mac has them. */
const MODIFIER: Record<string, KeyInput> = { Mod: 'Control', Alt: 'Alt', Shift: 'Shift' }

/** What a key is called, checked: a catalogue may name what no keyboard has. */
const keyInput = v.custom<KeyInput>((name) => typeof name === 'string' && name.length > 0)

/** Presses a stroke as the catalogue of actions writes it, such as `j`, `Shift+O` or `Mod+k`. */
export async function pressStroke(page: Page, stroke: string): Promise<void> {
  const parts = stroke.split('+')
  const held = parts.slice(0, -1).map((name) => v.parse(keyInput, MODIFIER[name]))
  for (const key of held) await page.keyboard.down(key)
  await page.keyboard.press(v.parse(keyInput, parts.at(-1)))
  for (const key of held.reverse()) await page.keyboard.up(key)
}

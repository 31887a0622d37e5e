import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import * as v from 'valibot'
import { build } from 'vite'
import { ROOT } from '../../scripts/run-step.ts'
import { runInPage } from './run-in-page.ts'

/** How much data the panel is measured with; the same seed gives the same data. */
export interface Amount {
  seed: number
  conversations: number
  /** Messages of each conversation, and of the first one. */
  messages: number
  firstMessages: number
}

/**
 * Fills the copy of the agent who is signed in in this panel with made-up conversations. The server knows
 * nothing of them. Gives the time that storing them took, in ms. The panel has to be opened anew afterwards.
 */
export async function fillPanel(panel: Page, amount: Amount): Promise<number> {
  await addTools(panel)
  const making = JSON.stringify({ ...amount, now: Date.now() })
  const took = await runInPage(panel, `fillCopy(${making})`)
  return v.parse(v.number(), took)
}

/** Gives the panel's page the functions of `in-panel.ts`. */
export async function addTools(panel: Page): Promise<void> {
  await panel.evaluate(await bundle())
}

/** The script of `in-panel.ts` with all that it imports. */
async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(ROOT, 'bench', 'support', 'in-panel.ts'),
        formats: ['iife'],
        name: 'made',
      },
    },
  })
  const output = Array.isArray(built) ? built[0] : built
  if (!output || !('output' in output)) throw new Error('The script for the panel was not built.')
  return output.output[0].code
}

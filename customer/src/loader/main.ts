import type { Shown } from '../site/messages.ts'
import { spokenLanguage } from '../words/words.ts'
import { askForTeam } from './ask-for-team.ts'
import { createLauncher, type Launcher } from './launcher.ts'
import { BadSetUp, ownScript, type OwnScript } from './own-script.ts'
import { siteMemory } from './site-memory.ts'
import { createSiteVisitor, type BatonOnSite } from './site-visitor.ts'
import { titleCount } from '../site/title-count.ts'

// Runs on other people's pages: everything stays inside this script, one shadow root and `window.baton`.

/** How often a page may take the button away before it is let have its way. */
const PUT_BACK_MAX = 100

interface Running {
  team: string
  api: BatonOnSite
}

declare global {
  interface Window {
    /** The chat that this page has, however often its script comes. */
    [RUNNING]?: Running
    baton?: unknown
  }
}
const RUNNING = Symbol.for('baton.chat')

function start({ origin, team, identity, isKnown }: OwnScript): Running {
  const title = titleCount(document)
  const memory = siteMemory(() => window.localStorage, team, Date.now)
  let launcher: Launcher | null = null
  const { api, ...visitor } = createSiteVisitor(window, title, { identity }, () => launcher?.tell())
  let left = PUT_BACK_MAX
  const place = (shown?: Shown) => {
    left -= 1
    const language = spokenLanguage([document.documentElement.lang, ...navigator.languages])
    launcher = createLauncher(
      {
        ...{ document, origin, team, language, visitor, memory, title },
        lost: (now) => left > 0 && place(now),
        noTeam,
      },
      shown,
    )
  }
  let isWanted = true
  const noTeam = () => {
    console.error(`Baton: there is no team "${team}" at ${origin}, so there is no chat button.`)
    isWanted = false
    launcher?.remove()
  }
  const show = () => {
    if (!isWanted) return
    place()
    document.dispatchEvent(new CustomEvent('baton:ready'))
  }
  const go = () => {
    if (document.readyState === 'loading') {
      document.addEventListener('DOMContentLoaded', show, { once: true })
    } else show()
  }
  window.baton = api
  const load = (address: string): Promise<unknown> => import(/* @vite-ignore */ address)
  const later = (ms: number, run: () => void) => void window.setTimeout(run, ms)
  // Where somebody wrote, there was a team to write to.
  if (isKnown || memory.hasWritten()) go()
  else askForTeam({ origin, team, load, later }, { go, stop: noTeam })
  return { team, api }
}

/** The script is there once more: a page put it there twice, or was exchanged without being loaded. */
function startAgain(running: Running, { team, identity }: OwnScript): void {
  if (team !== running.team) {
    console.error(
      `Baton: this page has the chat of "${running.team}" already, so "${team}" gets no second one.`,
    )
  } else if (identity !== null) running.api.identify(identity)
}

try {
  const settings: unknown = window.baton
  const own = ownScript({ document, stack: new Error().stack ?? '', settings })
  const running = window[RUNNING]
  if (running) startAgain(running, own)
  else window[RUNNING] = start(own)
} catch (error) {
  if (!(error instanceof BadSetUp)) throw error
  console.error(`Baton: ${error.message}`)
}

import { spokenLanguage } from '../words/words.ts'
import { createLauncher } from './launcher.ts'
import { createSiteVisitor } from './site-visitor.ts'

// Runs on other people's pages: everything stays inside this script, one shadow root and `window.baton`.

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  const { team = '', identity } = script.dataset
  const { origin } = new URL(script.src)
  const start = () => {
    const language = spokenLanguage([document.documentElement.lang, ...navigator.languages])
    const visitor = createSiteVisitor(window, { identity: identity || null }, () => launcher.tell())
    const launcher = createLauncher({ document, origin, team, language, tells: visitor.tells })
    Object.assign(window, { baton: visitor.api })
    document.dispatchEvent(new CustomEvent('baton:ready'))
  }
  if (document.readyState !== 'loading') start()
  else document.addEventListener('DOMContentLoaded', start, { once: true })
}

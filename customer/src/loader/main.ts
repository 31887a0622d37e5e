import { createLauncher } from './launcher.ts'

// Runs on other people's pages: everything stays inside this script and one shadow root.

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  const team = script.dataset.team ?? ''
  const { origin } = new URL(script.src)
  const start = () => createLauncher({ document, origin, team })
  if (document.readyState !== 'loading') start()
  else document.addEventListener('DOMContentLoaded', start, { once: true })
}

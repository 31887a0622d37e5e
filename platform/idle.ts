import { browser } from 'wxt/browser'

type IdleApi = Pick<typeof browser.idle, 'queryState' | 'setDetectionInterval' | 'onStateChanged'>

/** The API, once its permission is granted; until then it is not there at all. */
function idleApi(): IdleApi | null {
  return 'idle' in browser ? browser.idle : null
}

/**
 * Follows whether somebody is at this machine: `listener` hears when that changes. Call it synchronously when the
 * background starts; a permission granted later is noticed by itself.
 */
export function onIdle(listener: () => void): void {
  let listening = false
  const listen = () => {
    const api = idleApi()
    if (!api || listening) return
    listening = true
    api.onStateChanged.addListener(listener)
  }
  listen()
  browser.permissions.onAdded.addListener(({ permissions }) => {
    if (!permissions?.includes('idle')) return
    listen()
    listener()
  })
}

/**
 * Whether nobody has touched this machine for so many seconds, or it is locked. False where the browser does not tell:
 * without the permission nobody is taken for absent.
 */
export async function isIdle(seconds: number): Promise<boolean> {
  const api = idleApi()
  if (!api) return false
  // From now on the browser tells of changes by this measure, too.
  api.setDetectionInterval(seconds)
  return (await api.queryState(seconds)) !== 'active'
}

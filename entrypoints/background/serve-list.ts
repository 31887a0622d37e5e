import type { Say } from '../../alerts/words.ts'
import { isOwnPage, onMessage, placeOf, sendMessage } from '../../messaging/messenger.ts'
import type { PageLook } from '../../messaging/page-requests.ts'
import type { Pages, PageSpot } from '../../platform/pages.ts'
import type { Platform } from '../../platform/platform.ts'
import { ListSession } from './list-session.ts'

interface ListDeps {
  pages: Pages
  platform: Pick<Platform, 'openDesk'>
  say: () => Promise<Say>
  look: () => Promise<PageLook>
  tell: (message: string) => Promise<void>
}

const WHY_NOT = {
  'kept-out': 'alerts.keptOut',
  frame: 'alerts.otherSite',
  'no-field': 'alerts.noField',
} as const

/** For so long a page may take to let a frame in, in ms. */
const SHOWN_WITHIN_MS = 5_000

/**
 * The list of templates over a page. Call it synchronously at the start. Answers what to call when the agent asks for
 * one there.
 */
export function serveList({
  pages,
  platform,
  say,
  look,
  tell,
}: ListDeps): (spot: PageSpot) => Promise<void> {
  const session = new ListSession(pages)
  /** Where the field is that who asks is the list for. Only a page of the extension is a list. */
  const fieldOf = (sender: unknown) =>
    isOwnPage(sender) ? session.fieldOf(placeOf(sender)) : Promise.resolve(null)
  const find = async (query: string) => {
    await platform.openDesk()
    return sendMessage('deskFind', { query, look: await look() })
  }

  onMessage('pageSecret', ({ sender }) => session.secretFor(placeOf(sender)))
  onMessage('listOpen', async ({ data, sender }) => {
    const proved = isOwnPage(sender) && (await session.prove(placeOf(sender), data.secret))
    return proved ? find('') : null
  })
  onMessage('listFind', async ({ data, sender }) =>
    (await fieldOf(sender)) ? find(data.query) : null,
  )
  onMessage('listTake', async ({ data, sender }) => {
    const field = await fieldOf(sender)
    if (!field) return 'taken'
    if (!(await sendMessage('pageIsClear', {}, field).catch(() => false))) return 'covered'
    await session.end()
    await platform.openDesk()
    const text = await sendMessage('deskTake', { ...data, look: await look() })
    if (!text) {
      await sendMessage('pageClose', { back: true }, field)
      return 'taken'
    }
    const put = await sendMessage('pagePut', text, field).catch(() => 'lost' as const)
    if (put !== 'inserted') {
      const t = await say()
      await tell(t(put === 'copied' ? 'alerts.notInserted' : 'alerts.notCopied'))
    }
    return 'taken'
  })
  onMessage('listClose', async ({ sender }) => {
    const field = await fieldOf(sender)
    if (!field) return
    await session.end()
    await sendMessage('pageClose', { back: true }, field)
  })

  return async (spot) => {
    const t = await say()
    if (!(await spot.allowed.catch(() => false))) return tell(t('alerts.keptOut'))
    const { shown } = await session.begin(spot.tabId)
    const opened = await pages.openPicker(spot)
    if (opened !== 'opened') return tell(t(WHY_NOT[opened]))
    if (await isInTime(shown)) return
    const field = await session.end()
    if (field) await sendMessage('pageClose', { back: true }, field).catch(() => undefined)
    await tell(t('alerts.keptOut'))
  }
}

async function isInTime(shown: Promise<void>): Promise<boolean> {
  let late: ReturnType<typeof setTimeout> | undefined
  const inTime = await Promise.race([
    shown.then(() => true),
    new Promise<boolean>((resolve) => {
      late = setTimeout(() => resolve(false), SHOWN_WITHIN_MS)
    }),
  ])
  clearTimeout(late)
  return inTime
}

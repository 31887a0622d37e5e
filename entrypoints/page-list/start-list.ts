import { sendMessage } from '../../messaging/messenger.ts'
import type { PageFound, PageRow } from '../../messaging/page-requests.ts'
import { watchSight } from './in-sight.ts'
import { ListView } from './list-view.ts'

/**
 * The list of templates in its frame over a page. The background answers it only when it has the secret that the
 * script of the same page was given; without that, whoever frames or opens this sees an empty page.
 */
export function startList(): void {
  const secret = location.hash.slice(1)
  history.replaceState(null, '', location.pathname)
  if (window.top === window || secret === '') return
  let asked = 0
  let choosing = false
  let found: Promise<void>

  const show = (answer: PageFound | null, now: number) => {
    // An answer that was overtaken by the next letter's is not shown.
    if (answer && now === asked) view.show(answer)
  }
  const find = async (query: string) => {
    asked += 1
    const now = asked
    await opened
    show(await sendMessage('listFind', { query }).catch(() => null), now)
  }
  const take = async (clicked: PageRow | null) => {
    if (choosing) return
    choosing = true
    // Enter means the best of what was typed, not of what is shown until the answer to that is there.
    if (!clicked) await found
    const row = clicked ?? view.marked
    if (row) {
      const taken = (await isInSight())
        ? await sendMessage('listTake', { id: row.id }).catch(() => null)
        : 'covered'
      if (taken === 'covered') view.sayCovered()
    }
    choosing = false
  }
  const view = new ListView({
    type: (query) => {
      found = find(query)
    },
    choose: (clicked) => void take(clicked),
    close: () => void sendMessage('listClose', {}).catch(() => undefined),
  })
  const isInSight = watchSight(document.documentElement)
  const opened = sendMessage('listOpen', { secret }).then(
    (answer) => show(answer, 0),
    () => undefined,
  )
  found = opened
}

import { isOwnPage, onMessage } from '../../messaging/messenger.ts'
import { answerPlayOrders } from '../../platform/player.ts'

// Loaded when it is asked for: most of the time this document only plays a sound.
const desk = () => import('./desk.ts')

/** Only the background asks; what a page asks goes through it. */
const hear: typeof onMessage = (type, answer) =>
  onMessage(type, (message) => {
    if (!isOwnPage(message.sender)) throw new Error('Only the background may ask this.')
    rest()
    return answer(message)
  })

/** Milliseconds without a question after which this document ends: it is made again when it is needed. */
const ENDS_AFTER_MS = 60_000
let ending: ReturnType<typeof setTimeout> | undefined
function rest() {
  clearTimeout(ending)
  ending = setTimeout(() => window.close(), ENDS_AFTER_MS)
}

answerPlayOrders()
hear('deskFind', async ({ data }) => (await desk()).find(data))
hear('deskTake', async ({ data }) => (await desk()).take(data))
hear('deskSuggest', async ({ data }) => (await desk()).suggest(data))
hear('deskCopy', async ({ data }) => (await desk()).copy(data))

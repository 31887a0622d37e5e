import { tryAlert } from '../../alerts/try-alert.ts'
import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { isOwnPage, onMessage as hear } from '../../messaging/messenger.ts'
import type { Fetched, Question } from '../../messaging/requests.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Sync } from '../../sync/sync.ts'

/** Only panels are answered: a script in a page, which may have been taken over, must not act for the agent. */
const onMessage: typeof hear = (type, answer) =>
  hear(type, (message) => {
    if (!isOwnPage(message.sender)) throw new Error('Only panels may ask this.')
    return answer(message)
  })

/** Answers what panels ask. Registered synchronously: asking may be what woke this background. */
export function answerPanel(
  sync: Sync,
  platform: Platform,
  wishes: Parameters<typeof tryAlert>[1],
): void {
  onMessage('kick', () => sync.kick())
  onMessage('signIn', async ({ data }) => {
    const reply = await sync.signIn(data)
    if (reply.ok) await platform.startAlarm()
    return reply
  })
  onMessage('demoAt', ({ data }) => sync.demoAt(data.serverUrl))
  onMessage('signOut', async () => {
    await platform.stopAlarm()
    await sync.signOut()
  })
  onMessage('startOver', () => sync.startOver())
  onMessage('fetchTemplateUses', () => sync.fetchTemplateUses())
  onMessage('tryAlert', () => tryAlert(platform, wishes))
  const fetches: Fetches = {
    'load:history': (body) => sync.loadHistory(body),
    'load:file': (body) => sync.loadFile(body),
    'load:conversation': (body) => sync.older.conversation(body),
    'load:resolved': () => sync.older.resolved(),
    'load:tagged': (body) => sync.older.tagged(body),
    'load:of-customer': (body) => sync.older.ofCustomer(body),
    'search:messages': (body) => sync.older.searchMessages(body),
    'search:conversations': (body) => sync.older.searchConversations(body),
  }
  const isFetched = (question: Question): question is Question<keyof Fetched> =>
    Object.hasOwn(fetches, question[0])
  onMessage('ask', ({ data }) => {
    if (isFetched(data)) {
      const [what, body] = data
      return fetched(fetches, what, body)
    }
    const [event, body] = data
    return sync.ask(event, body)
  })
}

type Fetches = {
  [A in keyof Fetched]: (
    body: Fetched[A]['body'],
  ) => Promise<Answer<Fetched[A]['data'], AskFailure>>
}

function fetched<A extends keyof Fetched>(fetches: Fetches, what: A, body: Fetched[A]['body']) {
  return fetches[what](body)
}

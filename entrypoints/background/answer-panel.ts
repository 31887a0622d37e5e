import { tryAlert } from '../../alerts/try-alert.ts'
import { isOwnPage, onMessage as hear } from '../../messaging/messenger.ts'
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
  onMessage('takeOver', ({ data }) => sync.takeOver(data))
  onMessage('handOver', ({ data }) => sync.handOver(data))
  onMessage('transfer', ({ data }) => sync.transfer(data))
  onMessage('resolve', ({ data }) => sync.resolve(data))
  onMessage('undo', ({ data }) => sync.undo(data))
  onMessage('nudge', ({ data }) => sync.nudge(data))
  onMessage('accept', ({ data }) => sync.accept(data))
  onMessage('decline', ({ data }) => sync.decline(data))
  onMessage('loadHistory', ({ data }) => sync.loadHistory(data))
  onMessage('loadFile', ({ data }) => sync.loadFile(data))
  onMessage('searchMessages', ({ data }) => sync.older.searchMessages(data))
  onMessage('searchConversations', ({ data }) => sync.older.searchConversations(data))
  onMessage('loadConversation', ({ data }) => sync.older.conversation(data))
  onMessage('loadResolved', () => sync.older.resolved())
  onMessage('loadTagged', ({ data }) => sync.older.tagged(data))
  onMessage('loadOfCustomer', ({ data }) => sync.older.ofCustomer(data))
  onMessage('setPresence', ({ data }) => sync.setPresence(data))
  onMessage('fetchTemplateUses', () => sync.fetchTemplateUses())
  onMessage('templateHistory', ({ data }) => sync.templateHistory(data))
  onMessage('changeTeam', ({ data }) => sync.changeTeam(data))
  onMessage('tagConversation', ({ data }) => sync.tagConversation(data))
  onMessage('editCustomer', ({ data }) => sync.editCustomer(data))
  onMessage('setTyping', ({ data }) => sync.setTyping(data))
  onMessage('tryAlert', () => tryAlert(platform, wishes))
  onMessage('setViewing', ({ data }) => sync.setViewing(data))
}

import { sendMessage } from '../messaging/messenger.ts'
import type { PanelRequests, Reply, SignInReply } from '../messaging/requests.ts'

type Body<K extends keyof PanelRequests> = Parameters<PanelRequests[K]>[0]

/** A background that cannot be reached (the extension was just updated) answers nothing: that is said, too. */
async function asked<T>(request: Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await request
  } catch {
    return { ok: false, error: { code: 'no-answer' } }
  }
}

/** For what nobody waits for: a hint that gets lost is repeated by the background's alarm. */
function told(request: Promise<unknown>): void {
  request.catch(() => undefined)
}

/** What the panel asks of the background; never throws. */
export const background = {
  kick: () => told(sendMessage('kick')),
  signIn: async (
    body: Body<'signIn'>,
  ): Promise<SignInReply | { ok: false; reason: 'no-answer' }> => {
    try {
      return await sendMessage('signIn', body)
    } catch {
      return { ok: false, reason: 'no-answer' }
    }
  },
  /** Null, too, when the background cannot be reached: a hint that is missing is no failure. */
  demoAt: (body: Body<'demoAt'>) => sendMessage('demoAt', body).catch(() => null),
  signOut: () => told(sendMessage('signOut')),
  startOver: () => sendMessage('startOver').catch(() => false),
  takeOver: (body: Body<'takeOver'>) => asked(sendMessage('takeOver', body)),
  handOver: (body: Body<'handOver'>) => asked(sendMessage('handOver', body)),
  transfer: (body: Body<'transfer'>) => asked(sendMessage('transfer', body)),
  resolve: (body: Body<'resolve'>) => asked(sendMessage('resolve', body)),
  undo: (body: Body<'undo'>) => asked(sendMessage('undo', body)),
  nudge: (body: Body<'nudge'>) => asked(sendMessage('nudge', body)),
  accept: (body: Body<'accept'>) => asked(sendMessage('accept', body)),
  decline: (body: Body<'decline'>) => asked(sendMessage('decline', body)),
  loadHistory: (body: Body<'loadHistory'>) => asked(sendMessage('loadHistory', body)),
  loadFile: (body: Body<'loadFile'>) => asked(sendMessage('loadFile', body)),
  searchMessages: (body: Body<'searchMessages'>) => asked(sendMessage('searchMessages', body)),
  searchConversations: (body: Body<'searchConversations'>) =>
    asked(sendMessage('searchConversations', body)),
  loadConversation: (body: Body<'loadConversation'>) =>
    asked(sendMessage('loadConversation', body)),
  loadResolved: () => asked(sendMessage('loadResolved')),
  loadTagged: (body: Body<'loadTagged'>) => asked(sendMessage('loadTagged', body)),
  loadOfCustomer: (body: Body<'loadOfCustomer'>) => asked(sendMessage('loadOfCustomer', body)),
  setPresence: (body: Body<'setPresence'>) => asked(sendMessage('setPresence', body)),
  fetchTemplateUses: () => told(sendMessage('fetchTemplateUses')),
  templateHistory: (body: Body<'templateHistory'>) => asked(sendMessage('templateHistory', body)),
  changeTeam: (body: Body<'changeTeam'>) => asked(sendMessage('changeTeam', body)),
  tagConversation: (body: Body<'tagConversation'>) => asked(sendMessage('tagConversation', body)),
  editCustomer: (body: Body<'editCustomer'>) => asked(sendMessage('editCustomer', body)),
  setTyping: (body: Body<'setTyping'>) => told(sendMessage('setTyping', body)),
  tryAlert: () => sendMessage('tryAlert').catch(() => null),
  setViewing: (body: Body<'setViewing'>) => told(sendMessage('setViewing', body)),
}

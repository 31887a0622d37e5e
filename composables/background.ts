import type { Answer, AskFailure } from '@baton/protocol/errors.ts'
import { sendMessage } from '../messaging/messenger.ts'
import type {
  AskBody,
  AskData,
  PanelAsk,
  PanelRequests,
  Question,
  SignInReply,
} from '../messaging/requests.ts'

type Body<K extends keyof PanelRequests> = Parameters<PanelRequests[K]>[0]

/**
 * Asks the server, by way of the background, in the way that the contract's table says. Never throws: a background that
 * cannot be reached (the extension was just updated) has given no answer.
 */
function ask<A extends PanelAsk>(what: A, body: AskBody<A>): Promise<Answer<AskData<A>, AskFailure>>
async function ask(...question: Question): Promise<Answer<AskData<PanelAsk>, AskFailure>> {
  try {
    return await sendMessage('ask', question)
  } catch {
    return { ok: false, error: { code: 'no-answer' } }
  }
}

/** For what nobody waits for: a hint that gets lost is repeated by the background's alarm. */
function told(request: Promise<unknown>): void {
  request.catch(() => undefined)
}

/** What the panel asks of the background; never throws. Only what starts the panel takes it from here. */
export const background = {
  ask,
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
  fetchTemplateUses: () => told(sendMessage('fetchTemplateUses')),
  tryAlert: () => sendMessage('tryAlert').catch(() => null),
}

export type Background = typeof background

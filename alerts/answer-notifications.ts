import type { Conversation } from '@baton/protocol/conversation.ts'
import type { BatonDatabase } from '../db/database.ts'
import { getAccount } from '../db/queries/get-account.ts'
import { getConversation } from '../db/queries/get-conversation.ts'
import type { Platform } from '../platform/platform.ts'
import type { Target } from '../platform/reveal-panel.ts'
import type { Sync } from '../sync/sync.ts'
import { noteSeen } from './alert-log.ts'
import { calledIn, conversationOf, outcomeId, SUMMARY } from './notification-of.ts'
import { whyNotTaken } from './why-not-taken.ts'
import type { Say } from './words.ts'

export interface AnswerDeps {
  db: BatonDatabase
  platform: Pick<
    Platform,
    'notify' | 'clearNotification' | 'reveal' | 'onNotificationClicked' | 'onNotificationClosed'
  >
  sync: Pick<Sync, 'ask'>
  say: () => Promise<Say>
  log: (what: string, detail?: unknown) => void
}

/** Handles clicks on notifications. Registered synchronously, since a click may have started this background. */
export function answerNotifications(deps: AnswerDeps): void {
  const { platform, log } = deps
  platform.onNotificationClicked((id, button) => {
    const target = clicked(deps, id, button)
    // Opened at once, and the conversation to show comes later: a browser opens its side panel only within the click.
    platform
      .reveal(target)
      .then(() => dealtWith(deps, id))
      .catch((error: unknown) => log('a notification could not be answered', error))
  })
  platform.onNotificationClosed((id) => {
    dealtWith(deps, id).catch((error: unknown) => log('a notification was not noted', error))
  })
}

async function dealtWith({ db }: AnswerDeps, id: string): Promise<void> {
  const conversationId = conversationOf(id)
  if (conversationId !== null || id === SUMMARY) await noteSeen(db, conversationId)
}

async function clicked(deps: AnswerDeps, id: string, button: number | null): Promise<Target> {
  const { db, platform } = deps
  const conversationId = conversationOf(id)
  await platform.clearNotification(id)
  if (conversationId === null) return null
  const [conversation, account] = await Promise.all([
    getConversation(db, conversationId),
    getAccount(db),
  ])
  const mine = conversation?.state === 'human' && conversation.ownerId === account?.agent.id
  // Only waiting conversations have a take-over button, and it is the first.
  if (button !== 0 || mine || !conversation || !account) return conversationId
  return takeOver(deps, conversation, account.agent.id)
}

/** Takes over a conversation that was just waiting. If that fails, a notification says why. */
async function takeOver(
  { db, platform, sync, say }: AnswerDeps,
  conversation: Conversation,
  me: string,
): Promise<Target> {
  const { id, epoch, state, ownerId } = conversation
  const t = await say()
  const title = calledIn(conversation, t)
  const tell = async (message: string) => {
    await platform.notify({ id: outcomeId(id), title, message, buttons: [] })
    return undefined
  }
  if (state !== 'waiting') {
    const owner = ownerId === null ? undefined : await db.agents.get(ownerId)
    return tell(owner ? t('alerts.taken', { agent: owner.name }) : t('alerts.notTaken'))
  }
  const reply = await sync.ask('conversation:take-over', { conversationId: id, epoch })
  if (reply.ok) return id
  const { error } = reply
  const winner = 'winner' in error ? error.winner : undefined
  return winner?.id === me ? id : tell(whyNotTaken(error, t))
}

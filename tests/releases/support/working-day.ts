import { changed } from '@baton/protocol/changes.ts'
import type { Conversation } from '@baton/protocol/conversation.ts'
import { customerMessage } from '@baton/protocol/customer.ts'
import { AGENT_NAMESPACE, CUSTOMER_NAMESPACE } from '@baton/protocol/events.ts'
import { NOTHING_ALONGSIDE } from '@baton/protocol/message.ts'
import { hello } from '@baton/protocol/session.ts'
import { savedTemplate, type WrittenTemplate } from '@baton/protocol/template.ts'
import { attachmentPath } from '@baton/protocol/upload.ts'
import { v7 as newId } from 'uuid'
import * as v from 'valibot'
import { png } from '../../acceptance/support/files.ts'
import type { Recorder } from './recorder.ts'

/** Who works in the recorded team, and the password of all of them. */
export const PEOPLE = { rina: 'agent', sari: 'agent', dimas: 'admin' } as const
export const PASSWORD = 'a password of recordings'
export const emailOf = (name: string) => `${name}@nusa.example`
export const TEAM = { slug: 'nusa', name: 'Nusa Goods' }

/**
 * A day on which every request is made at least once, and some are refused: what a release's clients may say, and
 * what they are answered.
 */
export async function workingDay(wire: Recorder): Promise<void> {
  for (const name of ['rina', 'sari', 'dimas']) {
    await wire.signIn(name, emailOf(name), PASSWORD)
    await wire.connect(name, AGENT_NAMESPACE)
  }
  const sariId = await wire.heard('sari', 'hello', (body) => v.parse(hello, body).agent.id)
  await beAvailable(wire)
  await setUpTheTeam(wire)

  await wire.newCustomer('ana', { team: TEAM.slug, context: { plan: 'Pro' } })
  await wire.connect('ana', CUSTOMER_NAMESPACE)
  await wire.customer('ana', 'visit:tell', {
    page: { url: 'https://shop.example/cart', title: 'Your cart' },
    ...{ language: 'en-GB', timeZone: 'Europe/London' },
  })
  await say(wire, 'ana', 'Where is my parcel 4821?')
  await untilConversation(wire, 'rina', ({ lastSeq }) => lastSeq === 2)
  await askForHuman(wire)
  const taken = await takeOver(wire)
  await answerAndTag(wire, taken)
  await nudge(wire, taken)
  await shareFiles(wire, taken)
  await knowTheCustomer(wire, taken)
  await passAround(wire, taken.id, sariId)
  await lookBack(wire, taken)
  await thinkBetterOfIt(wire, taken)
}

async function beAvailable(wire: Recorder): Promise<void> {
  await wire.agent('rina', 'presence:set', { presence: 'available' })
  await wire.agent('sari', 'presence:set', { presence: 'available' })
  await wire.agent('dimas', 'idle:set', { idle: true })
  await wire.agent('dimas', 'idle:set', { idle: false })
}

async function setUpTheTeam(wire: Recorder): Promise<void> {
  await wire.agent('dimas', 'team:change', { waitLimitMs: 120_000 })
  // Only admins may.
  await wire.agent('rina', 'team:change', { waitLimitMs: 60_000 })
  const [templateId, write] = [newId(), newId()]
  const saved = { id: write, templateId, baseVersion: 0, personal: false, content: GREETING }
  await wire.agent('rina', 'template:save', saved)
  // The same write again, then another one from an old version.
  await wire.agent('rina', 'template:save', saved)
  await wire.agent('sari', 'template:save', { ...saved, id: newId() })
  const content = { ...GREETING, body: 'Hello {{customer.first_name|there}}!' }
  const again = await wire.agent('rina', 'template:save', {
    ...{ id: newId(), templateId, baseVersion: 1, personal: false, content },
  })
  if (!again.ok) throw new Error('The template could not be changed.')
  v.parse(savedTemplate, again.data)
  await wire.agent('sari', 'template:history', { templateId })
  const gone = newId()
  await wire.agent('sari', 'template:save', {
    ...{ id: newId(), templateId: gone, baseVersion: 0, personal: true },
    content: { ...GREETING, shortcut: 'bye' },
  })
  await wire.agent('sari', 'template:delete', { id: newId(), templateId: gone, baseVersion: 1 })
}

async function askForHuman(wire: Recorder): Promise<void> {
  const body = { id: newId() }
  await wire.customer('ana', 'human:ask', body)
  await wire.customer('ana', 'human:ask', body)
  await untilConversation(wire, 'rina', ({ state }) => state === 'waiting')
  await untilConversation(wire, 'sari', ({ state }) => state === 'waiting')
}

/** Another customer asks for a human, and then needs none. */
async function thinkBetterOfIt(wire: Recorder, other: Conversation): Promise<void> {
  await wire.newCustomer('eva', { team: TEAM.slug })
  await wire.connect('eva', CUSTOMER_NAMESPACE)
  await wire.customer('eva', 'human:ask', { id: newId() })
  const { id } = await untilConversation(
    wire,
    'rina',
    (now) => now.id !== other.id && now.state === 'waiting',
  )
  await wire.customer('eva', 'human:take-back', { id: newId() })
  await untilConversation(wire, 'rina', (now) => now.id === id && now.state === 'ai')
}

async function takeOver(wire: Recorder): Promise<Conversation> {
  const waiting = await untilConversation(wire, 'rina', ({ state }) => state === 'waiting')
  const move = { conversationId: waiting.id, epoch: waiting.epoch }
  await wire.agent('rina', 'conversation:take-over', { id: newId(), ...move })
  // Somebody was faster.
  await wire.agent('sari', 'conversation:take-over', { id: newId(), ...move })
  return untilConversation(wire, 'rina', ({ state }) => state === 'human')
}

async function answerAndTag(wire: Recorder, { id, epoch }: Conversation): Promise<void> {
  await wire.agent('rina', 'viewing:set', { conversationId: id, viewing: true })
  await wire.agent('rina', 'typing:set', { conversationId: id, typing: true })
  await wire.customer('ana', 'typing:set', { typing: true })
  const said = { id: newId(), conversationId: id, epoch, text: 'Let me look.' }
  await wire.agent('rina', 'message:send', { ...said, visibility: 'everyone' })
  await wire.agent('rina', 'message:send', { ...said, visibility: 'everyone' })
  await wire.agent('rina', 'message:send', { ...said, text: 'Other words', visibility: 'everyone' })
  await wire.agent('rina', 'message:send', {
    ...{ id: newId(), conversationId: id, epoch, text: 'A note.', visibility: 'team' as const },
    alongside: { ...NOTHING_ALONGSIDE, tags: ['parcel'] },
  })
  await wire.agent('sari', 'message:send', {
    ...{ id: newId(), conversationId: id, epoch: 0, text: 'Late', visibility: 'everyone' as const },
  })
  await wire.agent('rina', 'conversation:tag', {
    ...{ id: newId(), conversationId: id, add: ['VIP'], remove: [] },
  })
  const seq = await wire.heard('ana', 'message:added', (body) => {
    const message = v.parse(customerMessage, body)
    return message.text === 'Let me look.' ? message.seq : undefined
  })
  await wire.customer('ana', 'messages:seen', { seq })
  await wire.agent('rina', 'conversation:read', { conversationId: id, seq })
}

async function nudge(wire: Recorder, { id: conversationId, epoch }: Conversation): Promise<void> {
  const asked = { id: newId(), conversationId, epoch }
  await wire.agent('sari', 'conversation:nudge', asked)
  await wire.agent('sari', 'conversation:nudge', asked)
  // In one's own.
  await wire.agent('rina', 'conversation:nudge', { ...asked, id: newId() })
}

async function shareFiles(wire: Recorder, { id, epoch }: Conversation): Promise<void> {
  const [file, copy] = [newId(), newId()]
  await wire.upload('ana', attachmentPath(file), 'cup.png', png())
  await wire.customer('ana', 'message:send', {
    ...{ id: newId(), text: 'It came broken.', attachments: [file] },
  })
  await untilConversation(
    wire,
    'rina',
    ({ lastMessage }) => lastMessage?.text === 'It came broken.',
  )
  await wire.agent('rina', 'file:copy', { id: copy, fileId: file })
  await wire.agent('rina', 'message:send', {
    ...{ id: newId(), conversationId: id, epoch, text: '', attachments: [copy] },
    visibility: 'everyone',
  })
}

async function knowTheCustomer(wire: Recorder, { customer }: Conversation): Promise<void> {
  const edit = { customerId: customer.id, name: 'Ana Novak', email: 'ana@mail.example', note: '' }
  await wire.agent('rina', 'customer:edit', { id: newId(), version: 0, ...edit })
  // From a version that has passed.
  await wire.agent('sari', 'customer:edit', { id: newId(), version: 0, ...edit, name: 'Anna' })
}

async function passAround(wire: Recorder, conversationId: string, sariId: string): Promise<void> {
  const epochNow = async (as: string, fits: (conversation: Conversation) => boolean) => {
    const { epoch } = await untilConversation(wire, as, fits)
    return { conversationId, epoch }
  }
  const mine = ({ state }: Conversation) => state === 'human'
  const toSari = { toAgentId: sariId, note: 'A broken cup.' }
  await wire.agent('rina', 'conversation:transfer', {
    ...{ id: newId(), ...(await epochNow('rina', mine)), ...toSari },
  })
  const offered = await epochNow('sari', ({ transfer }) => transfer !== null)
  await wire.agent('sari', 'conversation:decline', { id: newId(), ...offered, note: 'At lunch.' })
  const back = await epochNow('rina', ({ epoch }) => epoch > offered.epoch)
  await wire.agent('rina', 'conversation:transfer', { id: newId(), ...back, ...toSari })
  const again = await epochNow('sari', ({ epoch }) => epoch > back.epoch)
  await wire.agent('sari', 'conversation:accept', again)
  await wire.agent('sari', 'conversation:hand-over', { id: newId(), ...again, note: 'All said.' })
  const ai = await epochNow('sari', ({ state, epoch }) => state === 'ai' && epoch > again.epoch)
  await wire.agent('sari', 'conversation:take-over', { id: newId(), ...ai })
  const last = await epochNow('sari', ({ epoch }) => epoch > ai.epoch)
  await wire.agent('sari', 'conversation:resolve', { id: newId(), ...last })
  const soon = await epochNow('sari', ({ epoch }) => epoch > last.epoch)
  await wire.agent('sari', 'conversation:undo', { id: newId(), ...soon })
  const mineAgain = await epochNow('sari', ({ epoch }) => epoch > soon.epoch)
  await wire.agent('sari', 'conversation:resolve', { id: newId(), ...mineAgain })
  // The first of them was taken back; this one is told to the customer.
  await untilConversation(
    wire,
    'rina',
    ({ state, epoch, undoable }) =>
      state === 'resolved' && epoch > mineAgain.epoch && undoable === undefined,
  )
}

async function lookBack(
  wire: Recorder,
  { id: conversationId, customer }: Conversation,
): Promise<void> {
  await wire.agent('rina', 'history:page', { conversationId, before: 4, limit: 10 })
  await wire.agent('rina', 'history:page', { conversationId: newId(), before: 4, limit: 10 })
  await wire.agent('rina', 'search:messages', { query: 'parcel', limit: 10 })
  await askForTheRest(wire, conversationId, customer.id)
  await wire.agent('rina', 'templates:uses', {})
  await wire.agent('rina', 'changes:pull', {
    ...{ timeline: null, after: 0, horizon: 0, limit: 1_000 },
  })
  await wire.customer('ana', 'messages:pull', { after: 0, before: null, limit: 50 })
}

/** What a copy does not hold is asked for: older conversations, one conversation, customers, what is urgent. */
async function askForTheRest(
  wire: Recorder,
  conversationId: string,
  customerId: string,
): Promise<void> {
  const first = { before: null, limit: 10 }
  await wire.agent('rina', 'search:conversations', { query: 'Ana', limit: 10 })
  await wire.agent('rina', 'conversation:get', { conversationId })
  await wire.agent('rina', 'conversation:get', { conversationId: newId() })
  await wire.agent('rina', 'conversations:older', { tag: 'vip', ...first })
  await wire.agent('rina', 'customer:conversations', { customerId, ...first })
  await wire.agent('rina', 'urgent:pull', { known: [conversationId], after: 0 })
}

async function say(wire: Recorder, as: string, text: string): Promise<void> {
  await wire.customer(as, 'message:send', { id: newId(), text })
}

/** Waits until somebody was told of the conversation as it fits; answers its newest such state. */
function untilConversation(
  wire: Recorder,
  as: string,
  fits: (conversation: Conversation) => boolean,
): Promise<Conversation> {
  return wire.heard(as, 'changed', (body) => {
    const rows = v.parse(changed, body).rows
    return rows
      .flatMap((row) => (row.kind === 'conversation' && fits(row.value) ? [row.value] : []))
      .at(-1)
  })
}

const GREETING: WrittenTemplate = {
  ...{ shortcut: 'hi', title: 'Hello', body: 'Hello!', tags: ['greetings'], language: null },
  ...{ attachments: [], actions: NOTHING_ALONGSIDE },
}

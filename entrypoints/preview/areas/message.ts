import { errorCode } from '@baton/protocol/errors.ts'
import { h } from 'vue'
import AnswerSources from '../../../components/message/AnswerSources.vue'
import DeliveryLine from '../../../components/message/DeliveryLine.vue'
import MarkdownText from '../../../components/message/MarkdownText.vue'
import PlainText from '../../../components/message/PlainText.vue'
import MessageActions from '../../../components/message/MessageActions.vue'
import MessageBubble from '../../../components/message/MessageBubble.vue'
import MessageList from '../../../components/message/MessageList.vue'
import MessageMenu from '../../../components/message/MessageMenu.vue'
import MessageState from '../../../components/message/MessageState.vue'
import StreamingReply from '../../../components/message/StreamingReply.vue'
import SystemMessage from '../../../components/message/SystemMessage.vue'
import TimelineRow from '../../../components/message/TimelineRow.vue'
import { timeline } from '../../../components/message/timeline.ts'
import { ME, SARI } from '../../../tests/support/rows.ts'
import type { Previews } from '../previews.ts'
import { openMenu } from './open-menu.ts'
import { account, LONG_TEXT, messages, mine, NOW } from '../samples.ts'

const items = timeline({
  items: messages.map((message) => ({ kind: 'message', id: message.id, message })),
  reply: null,
  me: ME,
  customerSeenSeq: 4,
  readUpTo: 5,
  now: NOW,
})
const who = {
  ...{ me: ME, myName: account.agent.name, customerName: mine.customer.name },
  mayQuote: true,
}
const bubble = (fields: Partial<InstanceType<typeof MessageBubble>['$props']>) =>
  h(MessageBubble, {
    author: { kind: 'customer' },
    text: 'Where is my parcel?',
    at: NOW,
    visibility: 'everyone',
    me: ME,
    customerName: mine.customer.name,
    ...fields,
  })

const SOURCES = [
  { title: 'Changing an order', url: 'https://help.example.com/orders/change' },
  { title: 'Sale terms' },
]

export const message: Previews = {
  'message/AnswerSources': {
    states: { 'one is no link': () => h(AnswerSources, { sources: SOURCES }) },
  },
  'message/DeliveryLine': {
    states: Object.fromEntries(
      (
        [
          { state: 'delivered', at: NOW },
          { state: 'seen', at: NOW },
          { state: 'failed', at: NOW, reason: 'The number is not on WhatsApp' },
          undefined,
        ] as const
      ).map((delivery) => [
        delivery?.state ?? 'nothing heard',
        () => h(DeliveryLine, { delivery, at: NOW - 60_000, expected: true }),
      ]),
    ),
  },
  'message/MarkdownText': { states: { everything: () => h(MarkdownText, { text: LONG_TEXT }) } },
  'message/PlainText': { states: { everything: () => h(PlainText, { text: LONG_TEXT }) } },
  'message/MessageActions': {
    states: { closed: () => h(MessageActions, { mayQuote: true, mayLink: true }) },
  },
  'message/MessageBubble': {
    states: {
      'of the customer': () => bubble({}),
      'of the AI': () => bubble({ author: { kind: 'ai' }, text: LONG_TEXT }),
      'of a bot, shown after a take-over': () =>
        bubble({
          ...{ author: { kind: 'ai' }, aiName: 'Atlas bot', text: 'Yes, in green and in blue.' },
          details: { shown: true, confidence: 0.41, sources: SOURCES, editedAt: NOW },
        }),
      'of a colleague': () => bubble({ author: { kind: 'agent', id: SARI, name: 'Sari' } }),
      'my note': () =>
        bubble({ author: { kind: 'agent', id: ME, name: 'Rina' }, visibility: 'team' }),
      'of emoji': () => bubble({ text: '🎉👍' }),
      'right to left': () => bubble({ text: 'أين طردي؟ لقد طلبته قبل أسبوع' }),
    },
  },
  'message/MessageList': {
    height: 520,
    states: {
      'a conversation': () => h(MessageList, { items, older: false, loading: null, ...who }),
      'loading older ones': () => h(MessageList, { items, older: true, loading: 'older', ...who }),
      'loading newer ones': () =>
        h(MessageList, { items, older: true, newer: 2, loading: 'newer', atEnd: false, ...who }),
    },
  },
  'message/MessageMenu': {
    floats: true,
    states: {
      open: openMenu('Message', () => h(MessageMenu, { mayQuote: true, mayLink: true })),
      'of what is not stored': openMenu('Message', () =>
        h(MessageMenu, { mayQuote: false, mayLink: false }),
      ),
    },
  },
  'message/MessageState': {
    states: {
      queued: () => h(MessageState, { state: 'queued', at: NOW }),
      'to be taken back': () =>
        h(MessageState, { state: 'queued', at: NOW, notBefore: NOW + 3_600_000 }),
      sent: () => h(MessageState, { state: 'sent', at: NOW }),
      seen: () => h(MessageState, { state: 'seen', at: NOW }),
      held: () => h(MessageState, { state: 'held', at: NOW, unseen: 2 }),
      ...Object.fromEntries(
        errorCode.options.map((failure) => [
          `failed ${failure}`,
          () => h(MessageState, { state: 'failed', at: NOW, failure }),
        ]),
      ),
    },
  },
  'message/StreamingReply': {
    states: {
      beginning: () => h(StreamingReply, { text: '' }),
      'with words': () => h(StreamingReply, { text: 'A refund takes five' }),
    },
  },
  'message/SystemMessage': {
    states: {
      'taken over': () =>
        h(SystemMessage, {
          text: 'Human agent (Rina Hartono) has taken over this conversation',
          at: NOW,
        }),
      'team only': () =>
        h(SystemMessage, {
          text: 'Rina Hartono transferred this conversation to Sari Wijaya',
          at: NOW,
          forTeam: true,
        }),
    },
  },
  'message/TimelineRow': {
    states: Object.fromEntries(
      items.map((item, index) => [
        `item ${index + 1}`,
        () => h(TimelineRow, { item, ...who, marked: index === 1 }),
      ]),
    ),
  },
}

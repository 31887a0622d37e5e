import { handoffReason } from '@baton/protocol/conversation.ts'
import { defineComponent, h, type VNode } from 'vue'
import ConfirmTakeOver from '../../../components/conversation/ConfirmTakeOver.vue'
import ConversationHeader from '../../../components/conversation/ConversationHeader.vue'
import ConversationMenu from '../../../components/conversation/ConversationMenu.vue'
import ConversationPane from '../../../components/conversation/ConversationPane.vue'
import ConversationView from '../../../components/conversation/ConversationView.vue'
import HandoffCard from '../../../components/conversation/HandoffCard.vue'
import LockedComposer from '../../../components/conversation/LockedComposer.vue'
import MoreActions from '../../../components/conversation/MoreActions.vue'
import TypingLine from '../../../components/conversation/TypingLine.vue'
import { conversationAccess } from '../../../components/moves/conversation-access.ts'
import { useOpening } from '../../../components/early/useOpening.ts'
import type { Previews } from '../previews.ts'
import {
  account,
  badge,
  conversations,
  FULL_HANDOFF,
  gone,
  HANDOFF,
  mine,
  mirrored,
  ownerOf,
  waiting,
} from '../samples.ts'
import { dots, openMenu } from './open-menu.ts'

const accessOf = (conversation: typeof mine) =>
  conversationAccess(conversation, account.agent, {
    name: 'Sari',
    offline: ownerOf(conversation)?.presence === 'offline',
    takers: ['Dimas'],
  })
/** What the one button does. */
const actionOf = (conversation: typeof mine) => {
  const { mayTakeOver, takeOverAs } = accessOf(conversation)
  return mayTakeOver ? takeOverAs : null
}
const named = (draw: (one: typeof mine) => VNode) =>
  Object.fromEntries(conversations.map((one) => [nameOf(one), () => draw(one)]))
/** What a conversation is an example of. */
const nameOf = (one: typeof mine) =>
  one === gone ? 'owner offline' : `${one.customer.name}, ${one.state}`

/** The pane of a conversation as the panel opens it. */
const Pane = defineComponent(
  ({ id }: { id: string }) => {
    const { opening } = useOpening(
      () => account.agent.id,
      () => id,
      () => undefined,
    )
    return () => h(ConversationPane, { id, account, opening: opening.value })
  },
  { props: { id: { type: String, required: true } } },
)

export const conversation: Previews = {
  'conversation/ConfirmTakeOver': {
    floats: true,
    states: {
      asked: () => h(ConfirmTakeOver, { ownerName: 'Sari Wijaya', ownerOffline: false }),
      'of one who is offline': () =>
        h(ConfirmTakeOver, { ownerName: 'Sari Wijaya', ownerOffline: true }),
    },
  },
  'conversation/ConversationHeader': {
    states: named((one) =>
      h(
        ConversationHeader,
        {
          ...{
            customer: one.customer,
            through: one === mirrored ? 'Atlas bot · watch only' : '',
            down: one === mirrored ? 'Atlas bot has not answered since 14:02' : '',
            page: one.page,
            badge: badge(one),
            busy: false,
            details: true,
          },
          action: accessOf(one).mine ? 'handover' : actionOf(one),
        },
        { menu: () => dots('More actions') },
      ),
    ),
  },
  'conversation/ConversationMenu': {
    floats: true,
    states: {
      open: openMenu('Actions', () =>
        h(ConversationMenu, { details: true, mayResolve: true, mayHandToAi: true }),
      ),
    },
  },
  'conversation/ConversationPane': {
    ...{ height: 480, wide: true },
    states: {
      'nothing chosen': () => h(Pane, { id: '' }),
      gone: () => h(Pane, { id: 'gone' }),
      'one that waits': () => h(Pane, { id: waiting.id }),
    },
  },
  'conversation/ConversationView': {
    ...{ height: 600, wide: true },
    states: named((one) =>
      h(ConversationView, { conversation: one, account, owner: ownerOf(one) }),
    ),
  },
  'conversation/HandoffCard': {
    states: {
      'all that a bot says': () => h(HandoffCard, { handoff: FULL_HANDOFF, over: false }),
      ...Object.fromEntries(
        handoffReason.options.map((reason) => [
          reason,
          () => h(HandoffCard, { handoff: { ...HANDOFF, reason }, over: reason === 'unsure' }),
        ]),
      ),
    },
  },
  'conversation/LockedComposer': {
    states: Object.fromEntries(
      conversations
        .filter((one) => one !== mine)
        .map((one) => [
          nameOf(one),
          () =>
            h(LockedComposer, {
              text: accessOf(one).locked,
              action: actionOf(one),
              mayNudge: accessOf(one).mayNudge,
              busy: false,
              noting: false,
            }),
        ]),
    ),
  },
  'conversation/MoreActions': {
    states: {
      closed: () =>
        h(MoreActions, { conversationId: mine.id, access: accessOf(mine), details: true }),
    },
  },
  'conversation/TypingLine': {
    states: {
      one: () => typingLine('Maria'),
      two: () => typingLine('Maria', 'Sari'),
      more: () => typingLine('Maria', 'Sari', 'Tomi'),
      elsewhere: () => typingLine('me'),
    },
  },
}

function typingLine(...names: string[]) {
  const typing = names.map((name) => ({ agentId: name, name }))
  return h(TypingLine, { typing, me: 'me' })
}

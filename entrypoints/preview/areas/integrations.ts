import type { AskFailure } from '@baton/protocol/errors.ts'
import type { Integration, IntegrationKey } from '@baton/protocol/integration.ts'
import { defineComponent, h, provide, type VNode } from 'vue'
import CodeBlock from '../../../components/integrations/CodeBlock.vue'
import ConfirmDialog from '../../../components/integrations/ConfirmDialog.vue'
import DeliveryList from '../../../components/integrations/DeliveryList.vue'
import DeliveryRow from '../../../components/integrations/DeliveryRow.vue'
import FirstCalls from '../../../components/integrations/FirstCalls.vue'
import IntegrationKeys from '../../../components/integrations/IntegrationKeys.vue'
import IntegrationList from '../../../components/integrations/IntegrationList.vue'
import IntegrationPage from '../../../components/integrations/IntegrationPage.vue'
import IntegrationRow from '../../../components/integrations/IntegrationRow.vue'
import IntegrationsEmpty from '../../../components/integrations/IntegrationsEmpty.vue'
import IntegrationsScreen from '../../../components/integrations/IntegrationsScreen.vue'
import KeyLine from '../../../components/integrations/KeyLine.vue'
import KindChoice from '../../../components/integrations/KindChoice.vue'
import MakeIntegration from '../../../components/integrations/MakeIntegration.vue'
import MakeKey from '../../../components/integrations/MakeKey.vue'
import RenameForm from '../../../components/integrations/RenameForm.vue'
import ShownSecret from '../../../components/integrations/ShownSecret.vue'
import { useIntegrations } from '../../../components/integrations/useIntegrations.ts'
import WebhookForm from '../../../components/integrations/WebhookForm.vue'
import WebhookSection from '../../../components/integrations/WebhookSection.vue'
import { useWorld, WORLD } from '../../../composables/world.ts'
import { integrationsTold } from '../../../tests/support/integrations-told.ts'
import { anId } from '../../../tests/support/rows.ts'
import { aDelivery, aHook } from '../../../tests/support/webhook-server.ts'
import type { Previews } from '../previews.ts'
import { account, NOW } from '../samples.ts'

const HOUR = 3_600_000
const admin = { ...account, agent: { ...account.agent, role: 'admin' as const } }
const { serverUrl } = account

const aKey = (fields: Partial<IntegrationKey>): IntegrationKey => ({
  ...{ id: anId(), ending: 'Qd4x', test: false, scopes: ['write', 'events'] },
  ...{ madeAt: NOW - 300 * HOUR, lastUsedAt: NOW },
  ...fields,
})
const live = aKey({})
const forTests = aKey({ ending: '9_-A', test: true, scopes: ['write'], lastUsedAt: null })
const refused = aDelivery({
  ...{ type: 'conversation.taken_over', state: 'failed', attempt: 3, status: 500 },
  ...{ tookMs: 1_240, at: NOW },
  answer: '<!doctype html><title>Internal Server Error</title>'.repeat(4),
})
const log = [
  aDelivery({
    ...{ type: 'webhook.test', conversationId: null, cause: 'test', state: 'queued' },
    ...{ status: null, tookMs: null },
  }),
  refused,
  aDelivery({ state: 'failed', status: null, trouble: 'too-slow', tookMs: 15_000 }),
  aDelivery({ answer: '{"ok":true}' }),
]
const atlas: Integration = {
  ...{ id: anId(), name: 'Atlas bot', kind: 'bot', madeAt: NOW - 300 * HOUR },
  ...{ avatar: null, watchOnly: false, givesReceipts: true },
  ...{ keys: [live, forTests], webhook: aHook({}) },
}
const telegram: Integration = {
  ...{ id: anId(), name: 'Telegram von Wolfeschlegelsteinhausenbergerdorff', kind: 'both' },
  ...{ avatar: null, watchOnly: true, givesReceipts: false },
  ...{ madeAt: NOW - 20 * HOUR, keys: [aKey({ lastUsedAt: NOW - 5 * HOUR })] },
  downSince: NOW - 3 * HOUR,
  webhook: aHook({
    ...{ url: `https://${'wolfeschlegelsteinhausen'.repeat(3)}.example.com/hooks/baton` },
    ...{ state: 'parked', heldUp: 3 },
  }),
}
const fresh: Integration = {
  ...{ id: anId(), name: 'Mail', kind: 'channel', madeAt: NOW, keys: [], webhook: null },
  ...{ avatar: null, watchOnly: false, givesReceipts: false },
}
const all = [atlas, telegram, fresh]

/** Draws something in a world whose server has these integrations, or refuses to tell them. */
function asked(there: readonly Integration[] | AskFailure, draw: () => VNode): () => VNode {
  const Asked = defineComponent(() => {
    const world = useWorld()
    const ask = integrationsTold(there, log)
    provide(WORLD, { ...world, background: { ...world.background, ask } })
    const Inside = defineComponent(() => draw)
    return () => h(Inside)
  })
  return () => h(Asked)
}
/** The same of what needs what the screen knows. */
function withKnown(draw: (integrations: ReturnType<typeof useIntegrations>) => VNode): () => VNode {
  const Known = defineComponent(() => {
    const integrations = useIntegrations()
    return () => draw(integrations)
  })
  return asked(all, () => h(Known))
}
const screen = () => h(IntegrationsScreen, { account: admin })
const idle = { busy: false, failure: '' }

export const integrations: Previews = {
  'integrations/CodeBlock': {
    states: {
      plain: () => h(CodeBlock, { label: 'A call', code: 'curl https://support.example.com' }),
    },
  },
  'integrations/ConfirmDialog': {
    floats: true,
    states: {
      asked: () =>
        h(ConfirmDialog, {
          ...{ ...idle, title: 'Remove “Atlas bot”?', action: 'Remove' },
          text: 'Its keys stop working at once.',
        }),
      failed: () =>
        h(ConfirmDialog, {
          ...{ ...idle, title: 'Remove “Atlas bot”?', action: 'Remove' },
          ...{ text: 'Its keys stop working at once.', failure: 'You are offline.' },
        }),
    },
  },
  'integrations/DeliveryList': {
    states: {
      four: () =>
        h(DeliveryList, { log: { status: 'there', deliveries: log, more: true }, online: true }),
      none: () =>
        h(DeliveryList, { log: { status: 'there', deliveries: [], more: false }, online: true }),
      loading: () => h(DeliveryList, { log: { status: 'loading' }, online: true }),
      failed: () =>
        h(DeliveryList, {
          log: { status: 'failed', failure: { code: 'internal' } },
          online: true,
        }),
    },
  },
  'integrations/DeliveryRow': {
    states: {
      delivered: () => h('ul', [h(DeliveryRow, { delivery: aDelivery({}), online: true })]),
      'failed, offline': () => h('ul', [h(DeliveryRow, { delivery: refused, online: false })]),
    },
  },
  'integrations/FirstCalls': { states: { plain: () => h(FirstCalls, { serverUrl }) } },
  'integrations/IntegrationKeys': {
    states: {
      two: withKnown((known) =>
        h(IntegrationKeys, { integration: atlas, integrations: known, now: NOW }),
      ),
      none: withKnown((known) =>
        h(IntegrationKeys, { integration: fresh, integrations: known, now: NOW }),
      ),
    },
  },
  'integrations/IntegrationList': {
    states: {
      three: () => h(IntegrationList, { integrations: all, selectedId: atlas.id, now: NOW }),
    },
  },
  'integrations/IntegrationPage': {
    wide: true,
    states: {
      'a bot': withKnown((known) =>
        h(IntegrationPage, {
          ...{ integration: atlas, integrations: known, serverUrl, now: NOW, alone: false },
        }),
      ),
      'a long name, alone': withKnown((known) =>
        h(IntegrationPage, {
          ...{ integration: telegram, integrations: known, serverUrl, now: NOW, alone: true },
        }),
      ),
    },
  },
  'integrations/IntegrationRow': {
    states: {
      chosen: () => h(IntegrationRow, { integration: atlas, selected: true, now: NOW }),
      'a long name': () => h(IntegrationRow, { integration: telegram, selected: false, now: NOW }),
    },
  },
  'integrations/IntegrationsEmpty': {
    states: { plain: () => h(IntegrationsEmpty, { serverUrl, online: true }) },
  },
  'integrations/IntegrationsScreen': {
    floats: true,
    states: {
      some: asked(all, screen),
      none: asked([], screen),
      failed: asked({ code: 'internal' }, screen),
    },
  },
  'integrations/KeyLine': {
    states: {
      live: () => h('ul', [h(KeyLine, { keyShown: live, now: NOW, online: true })]),
      'for tests, offline': () =>
        h('ul', [h(KeyLine, { keyShown: forTests, now: NOW, online: false })]),
    },
  },
  'integrations/KindChoice': {
    states: {
      'a bot': () => h(KindChoice, { modelValue: 'bot' }),
    },
  },
  'integrations/MakeIntegration': {
    states: {
      plain: () => h(MakeIntegration, idle),
      refused: () => h(MakeIntegration, { busy: false, failure: 'Your team has 50 integrations.' }),
    },
  },
  'integrations/MakeKey': { states: { plain: () => h(MakeKey, idle) } },
  'integrations/RenameForm': {
    states: { plain: () => h(RenameForm, { before: 'Atlas bot', busy: false }) },
  },
  'integrations/ShownSecret': {
    states: {
      plain: () =>
        h(ShownSecret, {
          ...{ title: 'Your new key', copyLabel: 'Copy key' },
          secret: 'bk_7Qd4xPq0rT8uVwYz1aB2cD3eF4gH5iJ6kL7mN8oP9qR',
        }),
      'with a hint': () =>
        h(ShownSecret, {
          ...{ title: 'The secret that signs deliveries', copyLabel: 'Copy secret' },
          ...{ hint: 'The old secret holds for one more day.' },
          secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw4tGqL0xYbUo=',
        }),
    },
  },
  'integrations/WebhookForm': {
    states: {
      plain: () => h(WebhookForm, { ...idle, before: '' }),
      'a channel, refused': () =>
        h(WebhookForm, {
          ...{ before: 'http://10.0.0.1/', format: 'replies', busy: false },
          failure: 'The address must begin with https.',
        }),
    },
  },
  'integrations/WebhookSection': {
    states: {
      working: withKnown((known) => h(WebhookSection, { integration: atlas, integrations: known })),
      parked: withKnown((known) =>
        h(WebhookSection, { integration: telegram, integrations: known }),
      ),
      none: withKnown((known) => h(WebhookSection, { integration: fresh, integrations: known })),
    },
  },
}

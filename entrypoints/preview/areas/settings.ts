import type { ModelSetting } from '@baton/protocol/model.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { h } from 'vue'
import KeyChoice from '../../../components/settings/KeyChoice.vue'
import PanelMenu from '../../../components/settings/PanelMenu.vue'
import SettingChoice from '../../../components/base/SettingChoice.vue'
import SettingLines from '../../../components/settings/SettingLines.vue'
import SettingNumber from '../../../components/settings/SettingNumber.vue'
import SettingsDialog from '../../../components/settings/SettingsDialog.vue'
import SettingsMenu from '../../../components/settings/SettingsMenu.vue'
import SignOutDialog from '../../../components/settings/SignOutDialog.vue'
import AccountSection from '../../../components/settings/sections/AccountSection.vue'
import AwaySetting from '../../../components/settings/sections/AwaySetting.vue'
import EverywhereSetting from '../../../components/settings/sections/EverywhereSetting.vue'
import GeneralSection from '../../../components/settings/sections/GeneralSection.vue'
import BrowserKeys from '../../../components/settings/sections/BrowserKeys.vue'
import KeysSection from '../../../components/settings/sections/KeysSection.vue'
import NotificationsSection from '../../../components/settings/sections/NotificationsSection.vue'
import QuietHoursSetting from '../../../components/settings/sections/QuietHoursSetting.vue'
import SettingSwitch from '../../../components/settings/sections/SettingSwitch.vue'
import ModelSection from '../../../components/settings/sections/ModelSection.vue'
import ModelFields from '../../../components/settings/model/ModelFields.vue'
import ModelTested from '../../../components/settings/model/ModelTested.vue'
import { toModelForm } from '../../../components/settings/model/model-form.ts'
import TeamNotices from '../../../components/settings/sections/TeamNotices.vue'
import TeamWelcome from '../../../components/settings/sections/TeamWelcome.vue'
import TeamSection from '../../../components/settings/sections/TeamSection.vue'
import { ACTION } from '../../../composables/actions/catalogue.ts'
import type { Previews } from '../previews.ts'
import { account } from '../samples.ts'
import { openMenu } from './open-menu.ts'

const SIDES = [
  { value: 'right', label: 'On the right' },
  { value: 'left', label: 'On the left' },
] as const
const admin = { ...account, agent: { ...account.agent, role: 'admin' as const } }
const quiet = { from: 22 * 60, to: 7 * 60, days: [1, 2, 3, 4, 5] }
const keyChoice = (stroke: string | null) => {
  const entry = ACTION.get('takeOver')
  if (!entry) throw new Error('There is no such action.')
  return h('ul', [h(KeyChoice, { entry, stroke, objection: () => null })])
}

const model: ModelSetting = {
  ...{ maker: 'model', tokensPerMonth: 10_000_000, tokensPerTurn: 16_000, overBudget: 'human' },
  ...{ firstTokenMs: 20_000, idleMs: 15_000 },
  endpoint: { url: 'https://api.example.com/v1', model: 'small', key: { ending: '1234' } },
  botId: null,
  bots: [],
  operators: null,
  used: { tokens: 4_123_456, answers: 1_024 },
}
const kopiBot = {
  botId: '01990000-0000-7000-8000-000000000001',
  bots: [{ id: '01990000-0000-7000-8000-000000000001', name: 'Kopi bot' }],
}
const modelFields = (more: Partial<ModelSetting> = {}) => {
  const setting = { ...model, ...more }
  return h(ModelFields, { setting, modelValue: toModelForm(setting) })
}
const fine = { trouble: null, detail: '' }

export const settings: Previews = {
  'settings/model/ModelFields': {
    states: {
      'as delivered': () => modelFields({ maker: 'embedded', endpoint: null }),
      'own model': () => modelFields(),
      'own bot': () => modelFields({ maker: 'webhook', ...kopiBot }),
      'no bot': () => modelFields({ maker: 'webhook' }),
      'used up': () => modelFields({ used: { tokens: 10_000_000, answers: 3_000 } }),
      "the operator's": () =>
        modelFields({
          endpoint: null,
          operators: {
            url: 'http://localhost:11434/v1',
            model: 'small',
            hasKey: false,
            tokensPerMonth: 10_000_000,
          },
        }),
    },
  },
  'settings/model/ModelTested': {
    states: {
      fine: () =>
        h(ModelTested, {
          tested: {
            ...{ stream: fine, tools: fine, json: fine, embeddings: fine },
            ...{ firstTokenMs: 420, wholeMs: 1_830 },
          },
        }),
      'with trouble': () =>
        h(ModelTested, {
          tested: {
            stream: fine,
            tools: { trouble: 'refused', detail: '400: small does not support tools' },
            json: { trouble: 'not-supported', detail: '' },
            embeddings: { trouble: 'not-found', detail: '404' },
            ...{ firstTokenMs: 420, wholeMs: 1_830 },
          },
        }),
    },
  },
  'settings/sections/ModelSection': { states: { 'not read': () => h(ModelSection) } },
  'settings/KeyChoice': {
    states: { 'with its key': () => keyChoice('t'), 'without a key': () => keyChoice(null) },
  },
  'settings/PanelMenu': {
    floats: true,
    states: { open: openMenu('Menu', () => h(PanelMenu, { account })) },
  },
  'base/SettingChoice': {
    states: {
      'with a hint': () =>
        h(SettingChoice, {
          label: 'Customer messages',
          hint: 'The side of the chat on which customers appear.',
          choices: SIDES,
          modelValue: 'right',
        }),
    },
  },
  'settings/SettingLines': {
    states: {
      plain: () =>
        h(SettingLines, {
          ...{ label: 'Allowed file types', hint: 'One a line.', rows: 3 },
          modelValue: 'image/png\nimage/jpeg',
        }),
    },
  },
  'settings/SettingNumber': {
    states: {
      plain: () =>
        h(SettingNumber, {
          ...{ label: 'Wait limit', hint: 'Who waits longer is shown in red.', unit: 'minutes' },
          ...{ min: 1, max: 60, modelValue: 5 },
        }),
    },
  },
  'settings/SettingsDialog': {
    floats: true,
    states: { open: () => h(SettingsDialog, { account }) },
  },
  'settings/SettingsMenu': { states: { closed: () => h(SettingsMenu, { account }) } },
  'settings/SignOutDialog': {
    floats: true,
    states: {
      asked: () =>
        h(SignOutDialog, {
          unsent: { drafts: 2, messages: 1, templateDrafts: 1, templateEdits: 3 },
        }),
    },
  },
  'settings/sections/AccountSection': { states: { plain: () => h(AccountSection, { account }) } },
  'settings/sections/AwaySetting': { states: { plain: () => h(AwaySetting) } },
  'settings/sections/EverywhereSetting': { states: { plain: () => h(EverywhereSetting) } },
  'settings/sections/GeneralSection': { states: { plain: () => h(GeneralSection) } },
  'settings/sections/BrowserKeys': { states: { plain: () => h(BrowserKeys) } },
  'settings/sections/KeysSection': { states: { plain: () => h(KeysSection) } },
  'settings/sections/NotificationsSection': { states: { plain: () => h(NotificationsSection) } },
  'settings/sections/QuietHoursSetting': {
    states: {
      on: () => h(QuietHoursSetting, { quiet: { ...quiet, on: true } }),
      off: () => h(QuietHoursSetting, { quiet: { ...quiet, on: false } }),
    },
  },
  'settings/sections/SettingSwitch': {
    states: {
      on: () => h(SettingSwitch, { label: 'Enter sends', hint: 'A hint', modelValue: true }),
      off: () => h(SettingSwitch, { label: 'Enter sends', modelValue: false }),
      disabled: () => h(SettingSwitch, { label: 'Sound', modelValue: true, disabled: true }),
    },
  },
  'settings/sections/TeamNotices': {
    states: {
      'as delivered': () => h(TeamNotices, { modelValue: DEFAULT_TEAM_SETTINGS.notices }),
    },
  },
  'settings/sections/TeamWelcome': {
    states: {
      'as delivered': () => h(TeamWelcome, { greeting: '', questions: '' }),
      'as a team has it': () =>
        h(TeamWelcome, {
          greeting: 'Welcome to Nusa Goods!',
          questions: 'Where is my order?\nHow long does a refund take?',
        }),
    },
  },
  'settings/sections/TeamSection': {
    states: {
      'to an admin': () => h(TeamSection, { account: admin }),
      'to an agent': () => h(TeamSection, { account }),
    },
  },
}

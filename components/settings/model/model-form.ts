import { readModelChange, type ModelSetting, type SetModel } from '@baton/protocol/model.ts'

const SECOND = 1_000
/** What is proposed to who turns the limit on. */
const TOKENS_PER_MONTH = 10_000_000

/** The setting as people write it: times in seconds. */
export interface ModelForm {
  maker: ModelSetting['maker']
  /** The bot that answers by its webhook; empty where none is chosen. */
  botId: string
  url: string
  model: string
  /** A new key; empty leaves the stored one. */
  key: string
  forgetsKey: boolean
  isLimited: boolean
  tokensPerMonth: number
  tokensPerTurn: number
  overBudget: ModelSetting['overBudget']
  firstTokenSeconds: number
  idleSeconds: number
}

export function toModelForm(setting: ModelSetting): ModelForm {
  const { endpoint, maker, tokensPerMonth, tokensPerTurn, overBudget } = setting
  return {
    maker,
    // One that cannot be chosen any more is none.
    botId: setting.bots.find(({ id }) => id === setting.botId)?.id ?? '',
    url: endpoint?.url ?? '',
    model: endpoint?.model ?? '',
    key: '',
    forgetsKey: false,
    isLimited: tokensPerMonth !== null,
    tokensPerMonth: tokensPerMonth ?? TOKENS_PER_MONTH,
    tokensPerTurn,
    overBudget,
    firstTokenSeconds: setting.firstTokenMs / SECOND,
    idleSeconds: setting.idleMs / SECOND,
  }
}

/** What to ask the server for; null if a value is missing or out of its limits. */
export function changeOfModel(
  form: ModelForm,
  { operators }: Pick<ModelSetting, 'operators'>,
): Omit<SetModel, 'id'> | null {
  const { url, model, key } = form
  const hasEndpoint = url.trim() !== ''
  if (form.maker === 'model' && !hasEndpoint && operators === null) return null
  if (form.maker === 'webhook' && form.botId === '') return null
  return readModelChange({
    maker: form.maker,
    botId: form.botId === '' ? null : form.botId,
    endpoint: hasEndpoint ? { url, model } : null,
    ...(key.trim() !== '' && { key }),
    ...(form.forgetsKey && key.trim() === '' && { key: null }),
    tokensPerMonth: form.isLimited ? form.tokensPerMonth : null,
    tokensPerTurn: form.tokensPerTurn,
    overBudget: form.overBudget,
    firstTokenMs: Math.round(form.firstTokenSeconds * SECOND),
    idleMs: Math.round(form.idleSeconds * SECOND),
  })
}

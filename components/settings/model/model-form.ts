import { readModelChange, type ModelSetting, type SetModel } from '@baton/protocol/model.ts'

const SECOND = 1_000
/** What is proposed to who turns the limit on. */
const TOKENS_PER_MONTH = 10_000_000

/** The setting as people write it: times in seconds. */
export interface ModelForm {
  maker: ModelSetting['maker']
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
  return readModelChange({
    maker: form.maker,
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

import {
  asSiteOrigin,
  readChange,
  type ChangeTeam,
  type Notices,
  type TeamSettings,
} from '@baton/protocol/team-settings.ts'

const MINUTE = 60_000
const SECOND = 1_000
const DAY = 24 * 60 * MINUTE
const MEGABYTE = 1024 * 1024

/** The team's settings as people write them: times in minutes and seconds, sizes in megabytes. */
export interface TeamForm {
  waitMinutes: number
  undoSeconds: number
  ownerLeft: TeamSettings['ownerLeft']
  ownerLeftMinutes: number
  transferBack: boolean
  transferBackMinutes: number
  backToAi: boolean
  backToAiMinutes: number
  templateEditors: TeamSettings['templateEditors']
  copyDays: number
  notices: Notices
  maxMegabytes: number
  /** Media types, one a line. */
  types: string
  /** Sites that may show the chat, one a line. */
  chatSites: string
  greeting: string
  /** One a line. */
  suggestedQuestions: string
}

/** What is proposed to who turns the return to the AI on. */
const BACK_TO_AI_MINUTES = 30
/** The same of transfers that nobody accepts. */
const TRANSFER_BACK_MINUTES = 5

export function toForm(settings: TeamSettings): TeamForm {
  const back = settings.backToAiAfterMs
  const transferBack = settings.transferBackAfterMs
  return {
    waitMinutes: settings.waitLimitMs / MINUTE,
    undoSeconds: settings.undoSendMs / SECOND,
    ownerLeft: settings.ownerLeft,
    ownerLeftMinutes: settings.ownerLeftAfterMs / MINUTE,
    transferBack: transferBack !== null,
    transferBackMinutes: transferBack === null ? TRANSFER_BACK_MINUTES : transferBack / MINUTE,
    backToAi: back !== null,
    backToAiMinutes: back === null ? BACK_TO_AI_MINUTES : back / MINUTE,
    templateEditors: settings.templateEditors,
    copyDays: settings.copyKeptMs / DAY,
    notices: { ...settings.notices },
    maxMegabytes: settings.attachments.maxBytes / MEGABYTE,
    types: settings.attachments.types.join('\n'),
    chatSites: settings.chatSites.join('\n'),
    greeting: settings.greeting,
    suggestedQuestions: settings.suggestedQuestions.join('\n'),
  }
}

/** What a form asks the server to change; null when something in it is out of its limits. */
export function changeOf(form: TeamForm, before: TeamSettings): ChangeTeam | null {
  const wanted: TeamSettings = {
    waitLimitMs: Math.round(form.waitMinutes * MINUTE),
    undoSendMs: Math.round(form.undoSeconds * SECOND),
    ownerLeft: form.ownerLeft,
    ownerLeftAfterMs: Math.round(form.ownerLeftMinutes * MINUTE),
    transferBackAfterMs: form.transferBack ? Math.round(form.transferBackMinutes * MINUTE) : null,
    backToAiAfterMs: form.backToAi ? Math.round(form.backToAiMinutes * MINUTE) : null,
    templateEditors: form.templateEditors,
    copyKeptMs: Math.round(form.copyDays * DAY),
    notices: form.notices,
    attachments: {
      ...before.attachments,
      maxBytes: Math.round(form.maxMegabytes * MEGABYTE),
      types: partsOf(form.types),
    },
    // What is no address stays as it is typed, and is refused with the rest.
    chatSites: partsOf(form.chatSites).map((typed) => asSiteOrigin(typed) ?? typed),
    greeting: form.greeting.trim(),
    suggestedQuestions: linesOf(form.suggestedQuestions),
  }
  const known = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(wanted).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(known.get(name)),
  )
  return readChange(Object.fromEntries(changed))
}

/** What stands in a field of several, one a line or after a comma. */
function partsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** What stands in a field of several sentences, one a line. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

import { BatonDatabase } from '../../db/database.ts'
import type { DeskRequests } from '../../messaging/page-requests.ts'
import { copyText } from '../../platform/copy-text.ts'
import { TemplateDesk } from './template-desk.ts'

type Ask<K extends keyof DeskRequests> = Parameters<DeskRequests[K]>[0]

const desk = new TemplateDesk({ db: new BatonDatabase(), now: () => Date.now(), copy: copyText })

export const find = (ask: Ask<'deskFind'>) => desk.find(ask)
export const take = (ask: Ask<'deskTake'>) => desk.take(ask)
export const suggest = (ask: Ask<'deskSuggest'>) => desk.suggest(ask)
export const copy = (ask: Ask<'deskCopy'>) => desk.copy(ask)

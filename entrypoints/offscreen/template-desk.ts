import { fillTemplate, type Filled } from '@baton/domain/template/fill.ts'
import {
  indexTemplates,
  preferring,
  type TemplateIndex,
  type UsesOf,
} from '@baton/domain/template/index-templates.ts'
import { searchTemplates } from '@baton/domain/template/search.ts'
import type { TemplateValues } from '@baton/domain/template/values.ts'
import type { Template } from '@baton/protocol/template.ts'
import { liveQuery } from 'dexie'
import type { BatonDatabase } from '../../db/database.ts'
import { getAccount } from '../../db/queries/get-account.ts'
import { listTemplates } from '../../db/queries/list-templates.ts'
import { listTemplateUses } from '../../db/queries/list-template-uses.ts'
import type { Account } from '../../db/rows.ts'
import type { Language } from '../../locales/text.ts'
import type { DeskRequests, PageLook } from '../../messaging/page-requests.ts'
import { pageWords } from './page-words.ts'

type Ask<K extends keyof DeskRequests> = Parameters<DeskRequests[K]>[0]
type Told<K extends keyof DeskRequests> = ReturnType<DeskRequests[K]>

/** More than anybody looks through by eye. */
const ROWS = 50
const SUGGESTIONS = 6
/** Letters of a text that a list shows. */
const BEGINNING = 160

interface Known {
  account: Account | null
  index: TemplateIndex
  usesOf: UsesOf
  /** With what is written in the agent's language first: no customer is known out here. */
  ranked: Partial<Record<Language, TemplateIndex>>
}

export interface DeskDeps {
  db: BatonDatabase
  now: () => number
  /** Puts a text on the clipboard; false when the browser refused. */
  copy: (text: string) => boolean
}

/** Finds, fills and copies templates for what is outside the panel: pages and the address bar. */
export class TemplateDesk {
  readonly #deps: DeskDeps
  #known: Promise<Known> | null = null

  constructor(deps: DeskDeps) {
    this.#deps = deps
  }

  async find({ query, look }: Ask<'deskFind'>): Promise<Told<'deskFind'>> {
    const known = await this.#now()
    const { account } = known
    const t = pageWords(look.language)
    const found = search(known, query, look)
    return {
      rows: found.slice(0, ROWS).map((template) => ({
        id: template.id,
        shortcut: template.shortcut,
        title: template.title,
        language: template.language,
        beginning: visible(this.#beginning(template, account, look)),
      })),
      words: {
        title: t('pages.title'),
        placeholder: t('pages.placeholder'),
        list: t('pages.list'),
        hint: t('pages.hint'),
        nothing: nothing(known, look),
        found: t('pages.found', { count: found.length }),
        covered: t('pages.covered'),
      },
      theme: look.theme,
    }
  }

  async take({ id, look }: Ask<'deskTake'>): Promise<Told<'deskTake'>> {
    const { account, index } = await this.#now()
    const template = index.entries.find((entry) => entry.template.id === id)?.template
    if (!template || !account) return null
    const { text, caret, open } = this.#filled(template, account, look)
    const [gap] = open
    return { text, caret, gap: gap ? { start: gap.start, end: gap.end } : null }
  }

  async suggest({ query, look, markup }: Ask<'deskSuggest'>): Promise<Told<'deskSuggest'>> {
    const known = await this.#now()
    const { account } = known
    const found = search(known, query, look)
    // Firefox leaves out a line that says what is typed already, so this one is longer by a space.
    if (found.length === 0) return [{ content: `${query} `, description: nothing(known, look) }]
    const text = (written: string) => (markup ? escaped(visible(written)) : visible(written))
    const strong = markup ? (written: string) => `<match>${text(written)}</match>` : text
    return found.slice(0, SUGGESTIONS).map((template) => {
      const more = [template.title, this.#beginning(template, account, look)]
      const shown = more.filter((part) => part !== '').map(text)
      return {
        content: addressOf(template, known.index),
        description: [strong(`/${template.shortcut}`), ...shown].join(' · '),
      }
    })
  }

  async copy({ chosen, look }: Ask<'deskCopy'>): Promise<Told<'deskCopy'>> {
    const known = await this.#now()
    const { account } = known
    const t = pageWords(look.language)
    const template = addressed(chosen, known) ?? search(known, chosen, look)[0]
    const title = t('pages.notCopied')
    if (!account) return { copied: false, title, message: t('pages.signedOut') }
    if (!template) {
      return { copied: false, title, message: t('pages.nothingFits', { query: chosen.trim() }) }
    }
    const { text, open } = this.#filled(template, account, look)
    if (!this.#deps.copy(text)) return { copied: false, title, message: `/${template.shortcut}` }
    const { shortcut } = template
    const count = open.length
    return {
      copied: true,
      title:
        count > 0
          ? t('pages.copiedWithGaps', { shortcut, count })
          : t('pages.copied', { shortcut }),
      message: text,
    }
  }

  #filled({ body }: Template, account: Account, look: PageLook): Filled {
    return fillTemplate(body, this.#values(account, look), 'plain')
  }

  #beginning(template: Template, account: Account | null, look: PageLook): string {
    if (!account) return ''
    // Filled as a whole: half a placeholder would be seen as it is written.
    const { text } = this.#filled(template, account, look)
    return text.replace(/\s+/g, ' ').trim().slice(0, BEGINNING)
  }

  /** No conversation is known out here, and so no customer. */
  #values({ agent, team }: Account, { language }: PageLook): TemplateValues {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'long' })
    return {
      customer: { name: null, email: null },
      agent: { name: agent.name },
      team: { name: team.name },
      conversation: { id: '' },
      context: {},
      today: new Date(this.#deps.now()),
      formatDate: (date) => format.format(date),
    }
  }

  /** Read once, until something of it changes: then again when somebody asks, since mostly nobody does. */
  async #now(): Promise<Known> {
    this.#known ??= new Promise((resolve, reject) => {
      let before = false
      const subscription = liveQuery(() => (before ? null : this.#read())).subscribe({
        next: (known) => {
          before = true
          if (!known) {
            this.#forget(subscription)
            return
          }
          resolve(known)
          // It changed while it was read.
          this.#known = Promise.resolve(known)
        },
        error: (error: unknown) => {
          this.#forget(subscription)
          reject(error instanceof Error ? error : new Error(String(error)))
        },
      })
    })
    return this.#known
  }

  #forget(subscription: { unsubscribe: () => void }): void {
    this.#known = null
    subscription.unsubscribe()
  }

  async #read(): Promise<Known> {
    const { db } = this.#deps
    const [account, templates, uses] = await Promise.all([
      getAccount(db),
      listTemplates(db),
      listTemplateUses(db),
    ])
    return {
      account,
      index: indexTemplates(templates),
      usesOf: (id) => uses.get(id)?.mine ?? 0,
      ranked: {},
    }
  }
}

/** The `/` is how people know a shortcut; the search does without it. */
function search(known: Known, query: string, { language }: PageLook): Template[] {
  if (!known.account) return []
  known.ranked[language] ??= preferring(known.index, {
    usesOf: known.usesOf,
    readers: { customer: language, agent: language },
  })
  return searchTemplates(known.ranked[language], query.trim().replace(/^\//, ''))
}

/**
 * What stands in the address bar for a template: its shortcut, and behind it what tells it from others with the same one:
 * its title, its language where that is the same too, and else its place among them.
 */
function addressOf(template: Template, { entries }: TemplateIndex): string {
  const { shortcut } = template
  const alike = entries.map((entry) => entry.template).filter((one) => one.shortcut === shortcut)
  if (alike.length < 2) return `/${shortcut}`
  const names = [nameOf, namedByLanguage].find(
    (name) => alike.filter((one) => name(one) === name(template)).length === 1,
  )
  const place =
    alike
      .map(({ id }) => id)
      .sort()
      .indexOf(template.id) + 1
  return names ? names(template) : `${namedByLanguage(template)} ${place}`
}

function nameOf({ shortcut, title }: Template): string {
  return visible(`/${shortcut} ${title}`).trim()
}

function namedByLanguage(template: Template): string {
  return `${nameOf(template)} ${template.language ?? ''}`.trim()
}

/** The template that stands in the address bar, word for word. */
function addressed(chosen: string, { account, index }: Known): Template | undefined {
  if (!account) return undefined
  const [shortcut] = chosen.trim().replace(/^\//, '').split(' ')
  return index.entries
    .map(({ template }) => template)
    .find((one) => one.shortcut === shortcut && addressOf(one, index) === chosen.trim())
}

/** Why a search found nothing. */
function nothing({ account, index }: Known, { language }: PageLook): string {
  const t = pageWords(language)
  if (!account) return t('pages.signedOut')
  return index.entries.length === 0 ? t('pages.none') : t('pages.nothing')
}

/** A text without what no line of XML may hold: one such character would cost all suggestions. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+/gu, ' ').trim()
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

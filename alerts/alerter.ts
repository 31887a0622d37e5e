import { isQuiet } from '@baton/domain/quiet-hours.ts'
import type { AlertPreferences } from '@baton/domain/alert-preferences.ts'
import type { BatonDatabase } from '../db/database.ts'
import type { Platform } from '../platform/platform.ts'
import { claimAlerts, orphans, settleAlerts } from './alert-log.ts'
import { notificationId, notificationOf, OWN, SUMMARY, summaryOf } from './notification-of.ts'
import type { Claimed } from './plan.ts'
import { lastSound, nextSound, noteSound, REPEAT_MS } from './repeat-sound.ts'
import type { Say } from './words.ts'

export interface AlertDeps {
  db: BatonDatabase
  platform: Pick<
    Platform,
    'notify' | 'clearNotification' | 'notifications' | 'playSound' | 'panels'
  >
  /** The present preferences and texts, read each time. */
  wishes: () => Promise<{ preferences: AlertPreferences; t: Say }>
  /** Milliseconds since 1970. */
  now: () => number
  schedule: (ms: number, task: () => void) => () => void
  log: (what: string, detail?: unknown) => void
}

/**
 * Alerts the agent to each event once. It keeps nothing essential in memory: alerts are recorded in the database, and
 * a new one continues where a killed one stopped.
 */
export class Alerter {
  readonly #deps: AlertDeps
  readonly #by = crypto.randomUUID()
  #working: Promise<void> | null = null
  #again = false
  #tidied = false
  #cancelRepeat: () => void = () => undefined

  constructor(deps: AlertDeps) {
    this.#deps = deps
  }

  /** Shows pending alerts and removes those that are over. Call it whenever something may have changed. */
  look(): Promise<void> {
    this.#again = true
    this.#working ??= this.#work().finally(() => {
      this.#working = null
    })
    return this.#working
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false
      try {
        await this.#lookOnce()
      } catch (error) {
        this.#deps.log('alerting failed', error)
      }
    }
  }

  async #lookOnce(): Promise<void> {
    const { db, platform, wishes, now } = this.#deps
    const [{ preferences, t }, panels] = await Promise.all([wishes(), platform.panels()])
    const watched = panels.filter(({ visible, focused }) => visible && focused)
    const attention = {
      lookingAt: new Set(watched.flatMap(({ conversationId }) => conversationId ?? [])),
      attended: watched.length > 0,
      preferences,
      quiet: isQuiet(preferences.quiet, new Date(now())),
    }
    const plan = await claimAlerts(db, this.#by, attention, now())
    if (plan.nobody) {
      for (const id of await platform.notifications()) await platform.clearNotification(id)
    }
    if (!this.#tidied) await this.#tidyUp()
    for (const id of plan.over) await platform.clearNotification(notificationId(id))
    if (plan.summaryOver) await platform.clearNotification(SUMMARY)
    const { shown, missing } = await this.#whichAreShown(plan.unsure)
    await this.#soundUnheard(shown, preferences)
    await this.#settle(shown)
    await this.#tell([...missing, ...plan.tell], preferences, t)
    await this.#repeat(preferences, attention.attended || attention.quiet)
  }

  /** The previous background may have died with a notification visible that is over. */
  async #tidyUp(): Promise<void> {
    const { db, platform } = this.#deps
    const open = await platform.notifications()
    const about = open.flatMap((id) => (id.startsWith(OWN) ? [id.slice(OWN.length)] : []))
    const { conversationIds, summary } = await orphans(db, about)
    for (const id of conversationIds) await platform.clearNotification(notificationId(id))
    if (summary && open.includes(SUMMARY)) await platform.clearNotification(SUMMARY)
    this.#tidied = true
  }

  /**
   * Finds which claimed alerts a killed background has shown: the browser knows its notifications, and the database
   * its sounds.
   */
  async #whichAreShown(unsure: readonly Claimed[]) {
    if (unsure.length === 0) return { shown: [], missing: [] }
    const open = new Set(await this.#deps.platform.notifications())
    const heardAt = await lastSound(this.#deps.db)
    const isShown = ({ event, as, since }: Claimed) =>
      as === null
        ? heardAt >= since
        : open.has(as === 'summary' ? SUMMARY : notificationId(event.conversation.id))
    return {
      shown: unsure.filter(isShown),
      missing: unsure.filter((claimed) => !isShown(claimed)),
    }
  }

  async #tell(told: readonly Claimed[], preferences: AlertPreferences, t: Say): Promise<void> {
    if (told.length === 0) return
    const { platform, log } = this.#deps
    const own = told.filter(({ as }) => as === 'own').map(({ event }) => event)
    const many = told.filter(({ as }) => as === 'summary').map(({ event }) => event)
    const notifications = own.map((event) => notificationOf(event, t, preferences.showText))
    if (many.length > 0) notifications.push(summaryOf(many, t))
    for (const notification of notifications) {
      await platform.notify(notification).catch((error: unknown) => {
        log('a notification could not be shown', error)
      })
    }
    // Noted before the alerts are settled, so that a background that dies in between has recorded the sound.
    if (told.some(({ event }) => preferences.sound[event.kind])) {
      await this.#sound(preferences.volume)
    }
    await this.#settle(told)
  }

  /** The background that showed these may have died before their sound. */
  async #soundUnheard(shown: readonly Claimed[], preferences: AlertPreferences): Promise<void> {
    const audible = shown.filter(({ event }) => preferences.sound[event.kind])
    if (audible.length === 0) return
    const heardAt = await lastSound(this.#deps.db)
    if (audible.some(({ since }) => since > heardAt)) await this.#sound(preferences.volume)
  }

  async #settle(told: readonly Claimed[]): Promise<void> {
    if (told.length === 0) return
    const late = await settleAlerts(this.#deps.db, this.#by, told)
    for (const id of late) await this.#deps.platform.clearNotification(notificationId(id))
  }

  async #sound(volume: number): Promise<void> {
    const { db, platform, now, log } = this.#deps
    await noteSound(db, now())
    await platform.playSound(volume).catch((error: unknown) => log('no sound', error))
  }

  async #repeat(preferences: AlertPreferences, hushed: boolean): Promise<void> {
    const { db, now, schedule } = this.#deps
    this.#cancelRepeat()
    if (!preferences.repeat || hushed) return
    const due = await nextSound(db, preferences)
    if (due === null) return
    const wait = due - now()
    if (wait <= 0) await this.#sound(preferences.volume)
    this.#cancelRepeat = schedule(wait > 0 ? wait : REPEAT_MS, () => void this.look())
  }
}

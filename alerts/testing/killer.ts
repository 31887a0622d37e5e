import { FakePlatform } from '../../platform/fake-platform.ts'
import type { Notification } from '../../platform/platform.ts'

/** A browser that kills the worker at its `at`th call: before the call takes effect, or right after. */
export class Killer extends FakePlatform {
  readonly died = Promise.withResolvers<undefined>()
  readonly #real: FakePlatform
  readonly #done: boolean
  #left: number

  constructor(real: FakePlatform, at: number, done: boolean) {
    super()
    this.#real = real
    this.#left = at
    this.#done = done
  }

  override notify(notification: Notification): Promise<void> {
    return this.#call(() => this.#real.notify(notification))
  }

  override clearNotification(id: string): Promise<void> {
    return this.#call(() => this.#real.clearNotification(id))
  }

  override playSound(volume: number): Promise<void> {
    return this.#call(() => this.#real.playSound(volume))
  }

  override notifications(): Promise<string[]> {
    return this.#real.notifications()
  }

  async #call(work: () => Promise<void>): Promise<void> {
    this.#left -= 1
    if (this.#left > 0) return work()
    if (this.#done) await work()
    this.died.resolve(undefined)
    return new Promise(() => undefined)
  }
}

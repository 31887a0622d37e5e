import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import type { Preferences, PreferencesStorage } from '../preferences/preferences.ts'
import { usePreferences } from './preferences.ts'

/** A storage that tells its listeners as the browser does, when it is let. */
class FakeStorage implements PreferencesStorage {
  full = false
  readonly #listeners: (() => void)[] = []
  stored: unknown
  constructor(stored?: unknown) {
    this.stored = stored
  }
  load() {
    return Promise.resolve(this.stored)
  }
  save(preferences: Preferences) {
    if (this.full) return Promise.reject(new Error('full'))
    this.stored = preferences
    return Promise.resolve()
  }
  onChange(listener: () => void) {
    this.#listeners.push(listener)
  }
  tell() {
    for (const listener of this.#listeners) listener()
  }
}

beforeEach(() => setActivePinia(createPinia()))

test('what was chosen before is there when the panel opens', async () => {
  const preferences = usePreferences()
  await preferences.keepIn(new FakeStorage({ theme: 'dark' }))
  expect(preferences.now.theme).toBe('dark')
})

test('a choice in one panel shows in the other', async () => {
  const storage = new FakeStorage()
  const here = usePreferences(createPinia())
  const there = usePreferences(createPinia())
  await here.keepIn(storage)
  await there.keepIn(storage)
  await here.set('density', 'compact')
  storage.tell()
  await expect.poll(() => there.now.density).toBe('compact')
})

test('two choices in a row are both kept, whatever the browser tells in between', async () => {
  const storage = new FakeStorage()
  const preferences = usePreferences()
  await preferences.keepIn(storage)
  const first = preferences.set('theme', 'dark')
  storage.tell()
  const second = preferences.set('density', 'compact')
  storage.tell()
  await Promise.all([first, second])
  expect(preferences.now).toMatchObject({ theme: 'dark', density: 'compact' })
  expect(storage.stored).toMatchObject({ theme: 'dark', density: 'compact' })
})

test('a choice that cannot be stored holds here, and is told', async () => {
  const storage = new FakeStorage()
  const preferences = usePreferences()
  await preferences.keepIn(storage)
  storage.full = true
  await preferences.set('theme', 'dark')
  expect(preferences.now.theme).toBe('dark')
  expect(preferences.unsaved).toBe(true)
  storage.full = false
  await preferences.set('theme', 'light')
  expect(preferences.unsaved).toBe(false)
})

// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'
import { alertWords } from '../../alerts/words.ts'
import type { AddressBar } from '../../platform/address-bar.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import type { Pages, PageSpot } from '../../platform/pages.ts'

const wire = vi.hoisted(() => ({
  answers: new Map<string, (message: { data: unknown; sender: unknown }) => unknown>(),
  asked: new Array<{ type: string; data: unknown }>(),
}))
vi.mock('../../messaging/messenger.ts', async (original) => ({
  ...(await original<object>()),
  onMessage: (type: string, answer: (message: { data: unknown; sender: unknown }) => unknown) => {
    wire.answers.set(type, answer)
  },
  sendMessage: (type: string, data: unknown) => {
    wire.asked.push({ type, data })
    return Promise.resolve({ title: `did ${type}`, message: 'so' })
  },
}))

const { servePages } = await import('./serve-pages.ts')

const SPOT: PageSpot = { tabId: 7, frameId: 0, allowed: Promise.resolve(true) }
type Opened = Awaited<ReturnType<Pages['openPicker']>>

/** A browser with one page. */
function start(opened: Opened = 'opened') {
  let insert: (spot: PageSpot) => void = () => undefined
  let save: (spot: PageSpot, selected: string) => void = () => undefined
  let chosen: (text: string, mayCopy: Promise<boolean>) => void = () => undefined
  let pickerIn: number | null = null
  let selection: string | null = 'line one\nline two'
  const platform = new FakePlatform()
  const offered: string[] = []
  const firstLines: string[] = []
  const pages: Pages = {
    offer: (names) => {
      offered.push(names['insert-template'])
      return Promise.resolve()
    },
    onInsert: (listener) => (insert = listener),
    onSave: (listener) => (save = listener),
    openPicker: ({ tabId }) => {
      pickerIn = tabId
      return Promise.resolve(opened)
    },
    pickerIsIn: (tabId) => Promise.resolve(tabId === pickerIn),
    closePicker: () => {
      pickerIn = null
      return Promise.resolve()
    },
    selectedText: () => Promise.resolve(selection),
  }
  const addressBar: AddressBar = {
    offer: (words) => {
      firstLines.push(words)
      return Promise.resolve()
    },
    onTyped: () => undefined,
    onChosen: (listener) => (chosen = listener),
    readsMarkup: true,
  }
  const logged: unknown[] = []
  const again = servePages({
    ...{ pages, addressBar, platform, log: (what) => logged.push(what) },
    say: () => Promise.resolve(alertWords('en')),
    look: () => Promise.resolve({ language: 'en', theme: 'system' }),
  })
  const ask = (type: string, tabId: number | undefined, data: unknown = { query: '' }) =>
    Promise.resolve(
      wire.answers.get(type)?.({
        data,
        sender: { tab: { id: tabId }, url: 'https://shop.example/' },
      }),
    )
  return {
    ...{ platform, offered, firstLines, logged, again, ask },
    insert: (spot: Partial<PageSpot> = {}) => insert({ ...SPOT, ...spot }),
    save: (selected: string) => save(SPOT, selected),
    choose: (text: string, mayCopy: boolean) => chosen(text, Promise.resolve(mayCopy)),
    forgetSelection: () => (selection = null),
    told: () => platform.notified.at(-1)?.message ?? '',
  }
}

beforeEach(() => {
  wire.asked.length = 0
})

test('a page is answered only while the agent has the list open in its tab, and once chosen no more', async () => {
  const { insert, ask } = start()
  expect(await ask('pageFind', 7)).toBeNull()
  insert()
  await expect.poll(() => ask('pageFind', 7)).not.toBeNull()
  expect(await ask('pageFind', 8)).toBeNull()
  expect(await ask('pageTake', undefined, { id: 'x' })).toBeNull()
  expect(await ask('pageTake', 7, { id: 'x' })).not.toBeNull()
  expect(await ask('pageTake', 7, { id: 'y' })).toBeNull()
  expect(await ask('pageFind', 7)).toBeNull()
})

test.each([
  ['kept-out', 'The browser keeps extensions out of it'],
  ['frame', 'belongs to another site'],
  ['no-field', 'Click into a text field first'],
] as const)('where no list opens (%s), it is said why', async (opened, words) => {
  const { insert, told } = start(opened)
  insert()
  await expect.poll(told).toContain(words)
})

test.each([
  ['refused', () => Promise.resolve(false)],
  ['not asked', () => Promise.reject(new Error('no gesture'))],
])('a frame of another site is not entered when that is %s', async (_how, allowed) => {
  const { insert, told, ask } = start()
  insert({ allowed: allowed() })
  await expect.poll(told).toContain('you did not let Baton in')
  expect(await ask('pageFind', 7)).toBeNull()
})

test('what is selected becomes a template, with its lines where they can be read', async () => {
  const { save, platform, forgetSelection } = start()
  save('line one line two')
  await expect.poll(() => platform.wishes).toEqual(['line one\nline two'])
  expect(platform.revealed).toEqual([null])
  forgetSelection()
  save('only this')
  await expect.poll(() => platform.wishes.at(-1)).toBe('only this')
})

test('the address bar copies when it may, and says what is missing when it may not', async () => {
  const { choose, platform, told } = start()
  choose('refund', false)
  await expect.poll(told).toContain('may not write to the clipboard yet')
  expect(wire.asked).toEqual([])
  choose('refund', true)
  await expect.poll(() => platform.notified.at(-1)?.title).toBe('did deskCopy')
})

test('menu and address bar speak the language of the agent, also once they chose another', async () => {
  const { offered, firstLines, again } = start()
  again()
  await expect.poll(() => offered).toEqual(['Insert Baton template…', 'Insert Baton template…'])
  const line = 'Copy the template that fits best'
  await expect.poll(() => firstLines).toEqual([line, line])
})

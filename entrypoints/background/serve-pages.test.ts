// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'
import { alertWords } from '../../alerts/words.ts'
import type { AddressBar } from '../../platform/address-bar.ts'
import { FakePlatform } from '../../platform/fake-platform.ts'
import type { OpenList, Pages, PageSpot } from '../../platform/pages.ts'

const wire = vi.hoisted(() => ({
  answers: new Map<string, (message: { data: unknown; sender: unknown }) => unknown>(),
  asked: new Array<{ type: string; data: unknown; to: unknown }>(),
  /** What is answered to what is asked. */
  says: new Map<string, unknown>(),
}))
vi.mock('../../messaging/messenger.ts', async (original) => ({
  ...(await original<object>()),
  isOwnPage: (sender: { url: string }) => sender.url.startsWith('extension:'),
  onMessage: (type: string, answer: (message: { data: unknown; sender: unknown }) => unknown) => {
    wire.answers.set(type, answer)
  },
  sendMessage: (type: string, data: unknown, to: unknown) => {
    wire.asked.push({ type, data, to })
    const said = wire.says.get(type)
    return Promise.resolve(said ?? { title: `did ${type}`, message: 'so' })
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
  let list: OpenList | null = null
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
    openPicker: () => Promise.resolve(opened),
    loadList: () => Promise.resolve(list),
    saveList: (saved) => {
      list = saved
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
  const from = (url: string) => (type: string, frameId: number, data: object, tabId: number) =>
    Promise.resolve(
      wire.answers.get(type)?.({ data, sender: { tab: { id: tabId }, frameId, url } }),
    )
  const page = from('https://shop.example/')
  const frame = from('extension:/page-list.html')
  return {
    ...{ platform, offered, firstLines, logged, again },
    /** What the script in a page asks. */
    askOnPage: (type: string, data: object = {}, tabId = 7) => page(type, 2, data, tabId),
    /** What a page of the extension asks in a frame. */
    askInFrame: (type: string, data: object = {}, frameId = 3, tabId = 7) =>
      frame(type, frameId, data, tabId),
    insert: (spot: Partial<PageSpot> = {}) => insert({ ...SPOT, ...spot }),
    save: (selected: string) => save(SPOT, selected),
    choose: (text: string, mayCopy: boolean) => chosen(text, Promise.resolve(mayCopy)),
    forgetSelection: () => (selection = null),
    told: () => platform.notified.at(-1)?.message ?? '',
  }
}

beforeEach(() => {
  wire.asked.length = 0
  wire.says.clear()
})

/** The agent has the list open on the page, in frame 3. */
async function withList() {
  const here = start()
  here.insert()
  const secret = await vi.waitUntil(() => here.askOnPage('pageSecret'), 5_000)
  expect(await here.askInFrame('listOpen', { secret })).not.toBeNull()
  return { ...here, secret }
}

test('the secret of a list is given out once, in the tab in which the agent asked for it', async () => {
  const { insert, askOnPage } = start()
  expect(await askOnPage('pageSecret')).toBeNull()
  insert()
  await expect.poll(() => askOnPage('pageSecret', {}, 8)).toBeNull()
  expect(await vi.waitUntil(() => askOnPage('pageSecret'), 5_000)).toMatch(/^[0-9a-f-]{36}$/)
  expect(await askOnPage('pageSecret')).toBeNull()
})

test('who has not proved to be the list is answered nothing', async () => {
  const { askOnPage, askInFrame, secret } = await withList()
  // The secret is used up, and holds for one frame of one tab.
  expect(await askInFrame('listOpen', { secret }, 4)).toBeNull()
  expect(await askInFrame('listFind', { query: '' }, 4)).toBeNull()
  expect(await askInFrame('listFind', { query: '' }, 3, 8)).toBeNull()
  // A script in a page is no list, wherever it is.
  expect(await askOnPage('listOpen', { secret })).toBeNull()
  expect(await askOnPage('listFind', { query: '' })).toBeNull()
  await askInFrame('listTake', { id: 'x' }, 4)
  expect(wire.asked.map(({ type }) => type)).toEqual(['deskFind'])
  expect(await askInFrame('listFind', { query: 'refund' })).not.toBeNull()
})

test('a frame without the secret, or with a wrong one, never is the list', async () => {
  const { insert, askOnPage, askInFrame } = start()
  expect(await askInFrame('listOpen', { secret: '' })).toBeNull()
  insert()
  await vi.waitUntil(() => askOnPage('pageSecret'), 5_000)
  expect(await askInFrame('listOpen', { secret: crypto.randomUUID() })).toBeNull()
  expect(await askInFrame('listFind', { query: '' })).toBeNull()
})

test('who asks twice has the second list, for as long as they want', async () => {
  vi.useFakeTimers()
  const { insert, askOnPage, askInFrame, platform } = start()
  insert()
  await vi.waitUntil(() => askOnPage('pageSecret'), 5_000)
  insert()
  const secret = await vi.waitUntil(() => askOnPage('pageSecret'), 5_000)
  await askInFrame('listOpen', { secret })
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()
  expect(await askInFrame('listFind', { query: '' })).not.toBeNull()
  expect(platform.notified).toEqual([])
})

test('what is chosen goes to the field, and after that nothing is answered', async () => {
  const { askInFrame, platform } = await withList()
  wire.says.set('pageIsClear', true).set('deskTake', { text: 'Hello', caret: null, gap: null })
  wire.says.set('pagePut', 'inserted')
  expect(await askInFrame('listTake', { id: 'x' })).toBe('taken')
  const field = { tabId: 7, frameId: 2 }
  expect(wire.asked.at(-1)).toEqual({
    ...{ type: 'pagePut', data: { text: 'Hello', caret: null, gap: null }, to: field },
  })
  expect(platform.notified).toEqual([])
  expect(await askInFrame('listFind', { query: '' })).toBeNull()
})

test('what is chosen from a list that the page has covered goes nowhere', async () => {
  const { askInFrame } = await withList()
  wire.says.set('pageIsClear', false)
  expect(await askInFrame('listTake', { id: 'x' })).toBe('covered')
  expect(wire.asked.map(({ type }) => type)).not.toContain('deskTake')
  expect(await askInFrame('listFind', { query: '' })).not.toBeNull()
})

test.each([
  ['copied', 'It is on your clipboard'],
  ['lost', 'did not let Baton copy it'],
])('a field that did not take it is told of (%s)', async (put, words) => {
  const { askInFrame, told } = await withList()
  wire.says.set('pageIsClear', true).set('deskTake', { text: 'Hello', caret: null, gap: null })
  wire.says.set('pagePut', put)
  await askInFrame('listTake', { id: 'x' })
  await expect.poll(told).toContain(words)
})

test('a page that lets no frame in is told of, and its list is taken away', async () => {
  vi.useFakeTimers()
  const { insert, askOnPage, told } = start()
  insert()
  await vi.waitUntil(() => askOnPage('pageSecret'), 5_000)
  await vi.advanceTimersByTimeAsync(6_000)
  vi.useRealTimers()
  expect(wire.asked.at(-1)).toMatchObject({ type: 'pageClose', to: { tabId: 7, frameId: 2 } })
  expect(told()).toContain('The browser keeps extensions out of it')
})

test.each([
  ['kept-out', 'The browser keeps extensions out of it'],
  ['kept-out', 'type “baton”, a space and its name'],
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
  const { insert, told, askOnPage } = start()
  insert({ allowed: allowed() })
  await expect.poll(told).toContain('you did not let Baton in')
  expect(await askOnPage('pageSecret')).toBeNull()
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

import { expect, test } from 'vitest'
import { allowedSites } from './allowed-sites.ts'
import { listenToSite, type SiteTold } from './listen-to-site.ts'

/** A page in a frame, and what it hears. */
function framed(said = '') {
  const parent = {}
  const listeners: ((event: MessageEvent<unknown>) => void)[] = []
  const page = {
    parent,
    addEventListener: (_type: 'message', listener: (event: MessageEvent<unknown>) => void) => {
      listeners.push(listener)
    },
  }
  const heard: SiteTold[] = []
  const sites = allowedSites(said, 'https://baton.example')
  listenToSite(page, sites, (told) => heard.push(told))
  const tell = (data: unknown, source: unknown = parent, origin = 'https://shop.example') => {
    const event = new MessageEvent<unknown>('message', { data, origin })
    Object.defineProperty(event, 'source', { value: source })
    for (const listener of listeners) listener(event)
  }
  return { tell, heard, page }
}

const VISITOR = {
  baton: 'visitor',
  identity: 'word',
  page: { url: 'https://shop.example/', title: 'Shop' },
  context: { plan: 'Pro' },
  asksNonce: false,
  shown: 'nothing',
  kept: null,
}

test('what the site tells is heard', () => {
  const { tell, heard } = framed()
  tell(VISITOR)
  expect(heard).toEqual([VISITOR])
})

test('nobody else is heard, and nothing that is no visitor', () => {
  const { tell, heard, page } = framed()
  tell(VISITOR, {})
  tell(VISITOR, page)
  tell({ ...VISITOR, baton: 'close' })
  tell('visitor')
  tell(null)
  expect(heard).toEqual([])
})

test('what is wrong in it is left out, and the rest counts', () => {
  const { tell, heard } = framed()
  tell({
    ...VISITOR,
    identity: { a: 1 },
    page: 'https://shop.example/',
    context: { plan: 7 },
    shown: 'all',
    kept: 7,
  })
  expect(heard).toEqual([
    {
      ...{ baton: 'visitor', identity: null, page: null, context: undefined, asksNonce: false },
      ...{ shown: 'chat', kept: null },
    },
  ])
})

test('a page of a site that the team has not named is not heard, once it has named any', () => {
  const { tell, heard, page } = framed('https://shop.example https://other.example')
  tell(VISITOR)
  tell(VISITOR, page.parent, 'https://shop.example:8443')
  tell(VISITOR, page.parent, 'http://shop.example')
  tell(VISITOR, page.parent, 'null')
  expect(heard).toHaveLength(1)
  tell(VISITOR, page.parent, 'https://baton.example')
  expect(heard).toHaveLength(2)
})

test('only a site that the team has named may sign earlier words over to somebody', () => {
  const anywhere = allowedSites('', 'https://baton.example')
  expect(anywhere.mayFrame('https://evil.example')).toBe(true)
  expect(anywhere.mayIdentify('https://evil.example')).toBe(false)
  expect(anywhere.mayIdentify('https://baton.example')).toBe(true)
  const named = allowedSites('https://shop.example', 'https://baton.example')
  expect(named.mayIdentify('https://shop.example')).toBe(true)
  expect(named.mayIdentify('https://evil.example')).toBe(false)
})

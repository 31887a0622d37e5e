import { expect, test } from 'vitest'
import { listenToSite, type SiteTold } from './listen-to-site.ts'

/** A page in a frame, and what it hears. */
function framed() {
  const parent = {}
  const listeners: ((event: MessageEvent<unknown>) => void)[] = []
  const page = {
    parent,
    addEventListener: (_type: 'message', listener: (event: MessageEvent<unknown>) => void) => {
      listeners.push(listener)
    },
  }
  const heard: SiteTold[] = []
  listenToSite(page, (told) => heard.push(told))
  const tell = (data: unknown, source: unknown = parent) => {
    const event = new MessageEvent<unknown>('message', { data })
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
  tell({ ...VISITOR, identity: { a: 1 }, page: 'https://shop.example/', context: { plan: 7 } })
  expect(heard).toEqual([{ baton: 'visitor', identity: null, page: null, context: undefined }])
})

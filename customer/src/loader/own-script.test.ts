// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'
import { BadSetUp, ownScript } from './own-script.ts'

beforeEach(() => document.head.replaceChildren())

const STACKS = {
  chromium:
    'Error\n    at https://baton.example/chat.js?team=nusa:1:2345\n    at https://shop.example/a.js:1:1',
  firefox: '@https://baton.example/chat.js?team=nusa:1:2345\n',
}

function put(attributes: Record<string, string>): void {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  // It is not to be loaded here.
  script.type = 'application/json'
  document.head.append(script)
}

const read = (stack: string, settings?: unknown) => ownScript({ document, stack, settings })

test.each(Object.entries(STACKS))(
  'a module without a tag is known by its address, in %s',
  (_name, stack) => {
    expect(read(stack)).toEqual({
      ...{ origin: 'https://baton.example', team: 'nusa', identity: null, isKnown: true },
    })
  },
)

test('a module’s tag says more than its address, and no other tag does', () => {
  put({ src: 'https://other.example/chat.js', 'data-team': 'other' })
  put({ src: 'https://baton.example/chat.js', 'data-team': 'nusa', 'data-identity': 'word' })
  const stack = 'Error\n    at https://baton.example/chat.js:1:2'
  expect(read(stack)).toEqual({
    ...{ origin: 'https://baton.example', team: 'nusa', identity: 'word', isKnown: false },
  })
})

test('a team that the tag names otherwise than the address is not one that the server has sent it for', () => {
  put({ src: 'https://baton.example/chat.js?team=nusa', 'data-team': 'other' })
  const stack = 'Error\n    at https://baton.example/chat.js?team=nusa:1:2'
  expect(read(stack)).toMatchObject({ team: 'other', isKnown: false })
})

test('spaces around the name of a team are nobody’s', () => {
  put({ src: 'https://baton.example/chat.js?team=%20', 'data-team': ' nusa\n' })
  expect(read('@https://baton.example/chat.js?team=%20:1:2').team).toBe('nusa')
  expect(read('@https://baton.example/chat.js?team=nusa%20:1:2')).toMatchObject({ team: 'nusa' })
})

test('the page itself may name the team', () => {
  const stack = '@https://baton.example/chat.js:1:2'
  expect(read(stack, { team: 'nusa' })).toMatchObject({ team: 'nusa', isKnown: false })
  expect(() => read(stack, { team: 7 })).toThrow(/which team/)
})

test('a script that does not know where it came from, or for whom, is a mistake of the site’s', () => {
  expect(() => read('Error\n    at eval (<anonymous>:1:1)')).toThrow(BadSetUp)
  expect(() => read('@https://baton.example/chat.js:1:2')).toThrow(/chat\.js\?team=your-team/)
})

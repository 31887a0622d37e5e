import { expect, test } from 'vitest'
import { askForTeam } from './ask-for-team.ts'

/** What became of the button when the server said this, and when it was late. */
async function ask(said: () => Promise<unknown>, { isLate = false } = {}) {
  const became: string[] = []
  const asked: string[] = []
  let overdue = (): void => undefined
  askForTeam(
    {
      ...{ origin: 'https://baton.example', team: 'nusa & co' },
      load: (address) => {
        asked.push(address)
        return said()
      },
      later: (_ms, run) => (overdue = run),
    },
    { go: () => became.push('button'), stop: () => became.push('no button') },
  )
  if (isLate) overdue()
  await new Promise((resolve) => setTimeout(resolve))
  overdue()
  return { became, asked }
}

test('a team that is there has its button, one that is not has none', async () => {
  expect(await ask(() => Promise.resolve({ default: true }))).toEqual({
    became: ['button'],
    asked: ['https://baton.example/chat.js?team=nusa+%26+co&known=1'],
  })
  expect((await ask(() => Promise.resolve({ default: false }))).became).toEqual(['no button'])
})

test.each([
  ['no server', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['an older server, which sends the script itself', () => Promise.resolve({})],
])('with %s the button is shown', async (_what, said) => {
  expect((await ask(said)).became).toEqual(['button'])
})

test('who waits long sees the button, which goes when there is no such team after all', async () => {
  expect((await ask(() => Promise.resolve({ default: true }), { isLate: true })).became).toEqual([
    'button',
  ])
  expect((await ask(() => Promise.resolve({ default: false }), { isLate: true })).became).toEqual([
    'button',
    'no button',
  ])
})

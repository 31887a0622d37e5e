// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { beforeEach, expect, test, vi } from 'vitest'
import '../../tests/support/panel-world.ts'
import { nextTick } from 'vue'
import { ADDRESS_PAUSE_MS } from './useDemo.ts'
import type { SignInFailure } from '../../messaging/requests.ts'
import SignInScreen from './SignInScreen.vue'

beforeEach(() => localStorage.clear())

type Props = InstanceType<typeof SignInScreen>['$props']

function screen(props: Partial<Props> = {}) {
  const view = mount(SignInScreen, {
    props: {
      busy: false,
      failure: null,
      reason: 'never',
      demoAt: () => Promise.resolve(null),
      ...props,
    },
  })
  return {
    view,
    fill: async (server: string, email: string, password: string) => {
      const [address, mail, secret] = view.findAll('input')
      await address?.setValue(server)
      await mail?.setValue(email)
      await secret?.setValue(password)
      await view.get('form').trigger('submit')
    },
  }
}

test('what was typed is handed on without the spaces around it', async () => {
  const { view, fill } = screen()
  await fill(' http://127.0.0.1:1 ', 'rina@example.com ', ' secret ')
  expect(view.emitted('submit')).toEqual([
    [{ serverUrl: 'http://127.0.0.1:1', email: 'rina@example.com', password: ' secret ' }],
  ])
})

test('an empty field is told beside it, and nothing is asked', async () => {
  const { view, fill } = screen()
  await fill('http://127.0.0.1:1', '', 'secret')
  expect(view.emitted('submit')).toBeUndefined()
  expect(view.get('[role=alert]').text()).toBe('Write your email address.')
})

test.each<[SignInFailure, string]>([
  ['bad-address', 'This is no server address'],
  ['no-server', 'No server answers at this address'],
  ['not-baton', 'it is no Baton server'],
  ['wrong-credentials', 'Email and password do not match'],
  ['too-many-tries', 'Wait a minute'],
  ['cannot-store', 'its disk is full'],
  ['busy', 'in a few seconds'],
  ['no-team', 'belongs to no team'],
  ['panel-outdated', 'Restart the browser'],
  ['server-outdated', 'Ask whoever runs it'],
])('"%s" is told as "%s…", and what was typed stays', async (failure, sentence) => {
  const { view, fill } = screen()
  await fill('http://127.0.0.1:1', 'rina@example.com', 'secret')
  await view.setProps({ failure })
  expect(view.get('[role=alert]').text()).toContain(sentence)
  expect(view.findAll('input').map(({ element }) => element.value)).toEqual([
    'http://127.0.0.1:1',
    'rina@example.com',
    'secret',
  ])
})

test('how long signing in is delayed counts down, until one can go on', async () => {
  vi.useFakeTimers()
  const { view } = screen()
  await view.setProps({ failure: 'too-many-tries', waitUntil: Date.now() + 75_000 })
  const told = () => view.get('[role=alert]').text()
  expect(told()).toContain('Too many wrong passwords')
  expect(told()).toContain('2 minutes')
  await vi.advanceTimersByTimeAsync(50_000)
  expect(told()).toContain('30 seconds')
  await vi.advanceTimersByTimeAsync(25_000)
  expect(told()).toBe('You can try again now.')
  vi.useRealTimers()
})

test.each([
  ['expired', 'what you wrote is still here'],
  ['revoked', 'no longer in this team'],
  ['asked', 'messages not sent yet wait for your next sign-in'],
] as const)('a session that ended (%s) says so, with the way back in', (reason, sentence) => {
  const { view } = screen({ reason })
  expect(view.get('[role=status]').text()).toContain(sentence)
  expect(view.get('button[type=submit]').text()).toBe('Sign in')
})

test.each([
  ['asked', 'rina@example.com'],
  ['revoked', ''],
] as const)('after a session that ended (%s) the email offered is "%s"', (reason, offered) => {
  localStorage.setItem('baton:email', 'rina@example.com')
  const { view } = screen({ reason })
  expect(view.findAll('input')[1]?.element.value).toBe(offered)
})

test('a demo server offers its sign-in, and one press signs in', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const demoAt = vi.fn(() => Promise.resolve({ email: 'demo@example.com', password: 'public' }))
  const { view } = screen({ demoAt })
  await view.get('input').setValue('127.0.0.1:4800')
  expect(demoAt).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(ADDRESS_PAUSE_MS)
  vi.useRealTimers()
  expect(demoAt).toHaveBeenCalledExactlyOnceWith('127.0.0.1:4800')
  await view.get('[data-test=demo-hint] button').trigger('click')
  expect(view.emitted('submit')).toEqual([
    [{ serverUrl: '127.0.0.1:4800', email: 'demo@example.com', password: 'public' }],
  ])
})

test('at the address of any other server no demo is offered', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const demoAt = vi.fn((address: string) =>
    Promise.resolve(address === 'demo' ? { email: 'demo@example.com', password: 'public' } : null),
  )
  const { view } = screen({ demoAt })
  for (const [address, offered] of [
    ['demo', true],
    ['https://support.example.com', false],
  ] as const) {
    await view.get('input').setValue(address)
    await vi.advanceTimersByTimeAsync(ADDRESS_PAUSE_MS)
    expect([address, view.find('[data-test=demo-hint]').exists()]).toEqual([address, offered])
  }
  vi.useRealTimers()
})

test('the first time it welcomes; later it asks to sign in', () => {
  expect(screen().view.get('h1').text()).toBe('Welcome to Baton')
  expect(screen({ reason: 'expired' }).view.get('h1').text()).toBe('Sign in to Baton')
})

test('the password is not kept in the browser', async () => {
  const { fill } = screen()
  await fill('http://127.0.0.1:1', 'rina@example.com', 'a-secret-word')
  expect(JSON.stringify(localStorage)).not.toContain('a-secret-word')
})

test('one goes on writing where something is wrong', async () => {
  const { view, fill } = screen()
  document.body.append(view.element)
  await fill('http://127.0.0.1:1', '', 'secret')
  await nextTick()
  expect(document.activeElement).toBe(view.findAll('input')[1]?.element)
  await fill('http://127.0.0.1:1', 'rina@example.com', 'secret')
  await view.setProps({ busy: true })
  await view.setProps({ busy: false, failure: 'wrong-credentials' })
  await nextTick()
  expect(document.activeElement).toBe(view.findAll('input')[2]?.element)
  view.unmount()
})

// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { testId } from '../db/testing/builders.ts'
import { resetCopy } from '../sync/reset-copy.ts'
import { CLAIM_MS } from './plan.ts'
import { Desk, noteId } from './testing/desk.ts'

const HOUR = 3_600_000

describe('the agent is told', () => {
  test('who a guest is, by the animal and the page they wrote from', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    const { customer } = await desk.conversation(1)
    const title = `Your cart ${'and what else there is '.repeat(5)}`
    await desk.db.conversations.update((await desk.conversation(1)).id, {
      ...{ customer: { ...customer, name: '' }, page: { url: 'https://shop.example/cart', title } },
    })
    await desk.alerter.look()
    expect(desk.platform.notified[0]?.title).toMatch(
      /^Guest [A-Z]\w+ \(Your cart and what else there is and wh…\) is waiting for a human$/,
    )
  })

  test('once that a customer waits, with why, and a button to take it over', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await desk.alerter.look()
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([
      {
        id: noteId(1),
        title: 'Customer 1 is waiting for a human',
        message: 'The AI was not sure. Wants a refund',
        buttons: ['Take Over', 'Open'],
      },
    ])
    expect(desk.platform.sounds).toEqual([0.6])
  })

  test('of a reply in their own conversation, and of the next one in its place', async () => {
    const desk = await Desk.open()
    await desk.take(1)
    await desk.write(1, 'Are you there?')
    await desk.alerter.look()
    await desk.write(1, 'Please!')
    await desk.alerter.look()
    expect(desk.platform.notified.map(({ title, message }) => `${title}: ${message}`)).toEqual([
      'Customer 1 wrote: Are you there?',
      'Customer 1 wrote 2 messages: Please!',
    ])
    expect([...desk.platform.shown.keys()]).toEqual([noteId(1)])
  })

  test('of a transfer to them, with the note, until they have answered it', async () => {
    const desk = await Desk.open()
    await desk.handTo(1, 'Knows the order number')
    await desk.alerter.look()
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([
      {
        ...{ id: noteId(1), title: 'Sari handed you Customer 1', buttons: ['Open'] },
        message: 'Knows the order number',
      },
    ])
    await desk.accept(1)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })

  test('who nudged them about whom, until they have looked there, and of the next nudge', async () => {
    const desk = await Desk.open()
    await desk.take(1)
    await desk.alerter.look()
    await desk.nudge(1)
    await desk.alerter.look()
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([
      { id: noteId(1), title: 'Sari nudged you about Customer 1', message: '', buttons: ['Open'] },
    ])
    expect(desk.platform.sounds).toEqual([0.6])
    await desk.read(1)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
    await desk.nudge(1)
    await desk.alerter.look()
    expect(desk.platform.notified).toHaveLength(2)
    // It was about somebody else's conversation by then.
    await desk.lose(1)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })

  test('nothing of what customers write to the AI or to colleagues', async () => {
    const desk = await Desk.open()
    await desk.write(1)
    await desk.take(2)
    await desk.lose(2)
    await desk.write(2)
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([])
  })

  test('nothing again of what was written before they took over', async () => {
    const desk = await Desk.open()
    await desk.write(1)
    await desk.ask(1)
    await desk.take(1)
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([])
  })

  test('not of what they are looking at, and not of it later either', async () => {
    const desk = await Desk.open()
    await desk.take(1)
    desk.platform.look({ conversationId: testId('conversation', 1) })
    await desk.write(1)
    await desk.alerter.look()
    desk.platform.look({ focused: false, conversationId: testId('conversation', 1) })
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([])
    await desk.write(1)
    await desk.alerter.look()
    expect(desk.platform.notified).toHaveLength(1)
  })

  test('in one summary after having been away', async () => {
    const desk = await Desk.open()
    await desk.db.meta.put({ key: 'connection', value: { status: 'offline', since: 0 } })
    for (const n of [1, 2, 3]) await desk.ask(n)
    for (const n of [4, 5]) {
      await desk.take(n)
      await desk.write(n)
    }
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([])
    await desk.db.meta.put({ key: 'connection', value: { status: 'live' } })
    await desk.alerter.look()
    expect(desk.platform.notified).toEqual([
      {
        ...{ id: 'summary', title: 'Baton: 5 conversations need you', buttons: [] },
        message: '3 waiting, 2 wrote to you',
      },
    ])
    expect(desk.platform.sounds).toHaveLength(1)
    for (const n of [1, 2, 3]) await desk.lose(n)
    for (const n of [4, 5]) await desk.read(n)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })

  test('nothing of what was there when they signed in here for the first time', async () => {
    const desk = new Desk()
    await desk.ask(1)
    desk.db.close()
    await desk.db.open()
    const fresh = await Desk.open()
    await fresh.db.meta.delete('alerts')
    await fresh.ask(1)
    await fresh.alerter.look()
    expect(fresh.platform.notified).toEqual([])
    await fresh.ask(2)
    await fresh.alerter.look()
    expect(fresh.platform.notified).toHaveLength(1)
  })
})

describe('a notification goes', () => {
  test('when somebody else took the conversation', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await desk.alerter.look()
    await desk.lose(1)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })

  test('when the agent has read it', async () => {
    const desk = await Desk.open()
    await desk.take(1)
    await desk.write(1)
    await desk.alerter.look()
    await desk.read(1)
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })

  test('with everybody who signs out', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await desk.alerter.look()
    const value = { status: 'signed-out', reason: 'expired' } as const
    await desk.db.meta.put({ key: 'connection', value })
    await desk.alerter.look()
    expect(desk.platform.shown.size).toBe(0)
  })
})

describe('no event is told twice', () => {
  test('by two backgrounds that start at once', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await Promise.all([desk.newAlerter().look(), desk.newAlerter().look()])
    expect(desk.platform.notified).toHaveLength(1)
    expect(desk.platform.sounds).toHaveLength(1)
  })

  test('after the copy was thrown away and pulled anew', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await desk.take(2)
    await desk.write(2)
    await desk.alerter.look()
    const kept = await Promise.all([desk.db.conversations.toArray(), desk.db.messages.toArray()])
    await desk.db.meta.put({ key: 'connection', value: { status: 'catching-up', behind: 9 } })
    await resetCopy(desk.db)
    await desk.alerter.look()
    await desk.db.conversations.bulkPut(kept[0])
    await desk.db.messages.bulkPut(kept[1])
    await desk.db.meta.put({ key: 'connection', value: { status: 'live' } })
    await desk.alerter.look()
    expect(desk.platform.notified).toHaveLength(2)
  })

  test('but what waits again is another event', async () => {
    const desk = await Desk.open()
    await desk.ask(1)
    await desk.alerter.look()
    await desk.take(1)
    await desk.ask(1)
    await desk.alerter.look()
    expect(desk.platform.notified).toHaveLength(2)
  })
})

describe('the agent chooses', () => {
  test('what to be told, and what to hear', async () => {
    const desk = await Desk.open()
    const { notify, sound } = desk.preferences
    desk.preferences = {
      ...desk.preferences,
      notify: { ...notify, waiting: false },
      sound: { ...sound, reply: false },
    }
    await desk.ask(1)
    await desk.alerter.look()
    expect([desk.platform.notified.length, desk.platform.sounds.length]).toEqual([0, 1])
    await desk.take(2)
    await desk.write(2)
    await desk.alerter.look()
    expect([desk.platform.notified.length, desk.platform.sounds.length]).toEqual([1, 1])
  })

  test('that nobody reads over their shoulder', async () => {
    const desk = await Desk.open()
    desk.preferences = { ...desk.preferences, showText: false }
    await desk.ask(1)
    await desk.take(2)
    await desk.write(2, 'My card number is 4111')
    await desk.alerter.look()
    expect(desk.platform.notified.map(({ message }) => message)).toEqual([
      'The AI was not sure',
      'Open Baton to read it',
    ])
  })

  test('when it is quiet; what is still so afterwards is told then', async () => {
    const desk = await Desk.open()
    desk.preferences = {
      ...desk.preferences,
      quiet: { on: true, from: 9 * 60, to: 11 * 60, days: [1] },
    }
    await desk.ask(1)
    await desk.ask(2)
    await desk.alerter.look()
    await desk.lose(2)
    await desk.pass(HOUR - 1)
    expect([desk.platform.notified.length, desk.platform.sounds.length]).toEqual([0, 0])
    await desk.pass(1)
    expect(desk.platform.notified.map(({ id }) => id)).toEqual([noteId(1)])
  })
})

test('what a background had claimed when it died is told by the next', async () => {
  const desk = await Desk.open()
  await desk.ask(1)
  const dying = Object.assign(Object.create(desk.platform) as typeof desk.platform, {
    notify: () => new Promise<void>(() => undefined),
  })
  void desk.newAlerter(dying).look()
  await desk.db.transaction('r', desk.db.alerts, () => desk.db.alerts.count())
  await desk.alerter.look()
  await desk.pass(CLAIM_MS)
  expect(desk.platform.notified).toHaveLength(1)
})

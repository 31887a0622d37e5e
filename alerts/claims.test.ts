// @vitest-environment node
import { expect, test } from 'vitest'
import { claimAlerts } from './alert-log.ts'
import { CLAIM_MS } from './plan.ts'
import { Desk } from './testing/desk.ts'
import { Killer } from './testing/killer.ts'

const HOUR = 3_600_000

/** A background claims what there is to tell and dies at its `at`th call of the browser, before or after doing it. */
async function die(desk: Desk, at = 1, done = false): Promise<void> {
  const killer = new Killer(desk.platform, at, done)
  await Promise.race([desk.newAlerter(killer).look(), killer.died.promise])
  desk.restart()
}

async function takenOver(desk: Desk): Promise<void> {
  await desk.pass(CLAIM_MS + 1)
  await desk.alerter.look()
  await desk.alerter.look()
}

const soundOnly = { waiting: false, transfer: false, nudge: false, reply: false }

test('a request that came after the one a dead background had claimed is told once', async () => {
  const desk = await Desk.open()
  await desk.ask(1)
  await die(desk)
  await desk.lose(1)
  await desk.ask(1)
  await takenOver(desk)
  expect(desk.platform.notified).toHaveLength(1)
  expect(desk.platform.sounds).toHaveLength(1)
})

test('a message that came after the one a dead background had claimed is told once, with it', async () => {
  const desk = await Desk.open()
  await desk.take(1)
  await desk.write(1, 'first')
  await die(desk)
  await desk.write(1, 'second')
  await takenOver(desk)
  expect(desk.platform.notified.map(({ title, message }) => `${title}: ${message}`)).toEqual([
    'Customer 1 wrote 2 messages: second',
  ])
})

test.each([
  ['before its notification', 1, false],
  ['after its notification', 1, true],
  ['before its sound', 2, false],
  ['after its sound', 2, true],
])(
  'what a background claimed that died %s is shown once and heard once',
  async (_when, at, done) => {
    const desk = await Desk.open()
    await desk.ask(1)
    await die(desk, at, done)
    await takenOver(desk)
    expect(desk.platform.notified).toHaveLength(1)
    // Whether a sound was made that was asked for at that instant, nobody can know: it is not made again.
    expect(desk.platform.sounds).toHaveLength(at === 2 && !done ? 0 : 1)
  },
)

test('what is only to be heard is heard by the next background, once, however many die', async () => {
  const desk = await Desk.open()
  desk.preferences = { ...desk.preferences, notify: soundOnly }
  await desk.take(1)
  await desk.write(1)
  const attention = { lookingAt: new Set<string>(), attended: false, quiet: false }
  // Two that die with the claim and have asked the browser for nothing.
  for (let n = 0; n < 2; n += 1) {
    const { preferences } = desk
    await claimAlerts(desk.db, `dead ${n}`, { ...attention, preferences }, desk.clock)
    desk.clock += CLAIM_MS + 1
  }
  await takenOver(desk)
  expect(desk.platform.sounds).toHaveLength(1)
})

test('a reply is told though something that the agent wants to hear nothing of came with it', async () => {
  const desk = await Desk.open()
  const { notify, sound } = desk.preferences
  desk.preferences = {
    ...desk.preferences,
    notify: { ...notify, transfer: false },
    sound: { ...sound, transfer: false },
  }
  await desk.handTo(1)
  await desk.write(1, 'Are you there?')
  await desk.alerter.look()
  expect(desk.platform.notified.map(({ message }) => message)).toEqual(['Are you there?'])
})

test('a claim of a time that has not come, since the clock was set back, holds nobody up', async () => {
  const desk = await Desk.open()
  await desk.ask(1)
  await die(desk)
  desk.clock -= 5 * HOUR
  await desk.alerter.look()
  expect(desk.platform.notified).toHaveLength(1)
})

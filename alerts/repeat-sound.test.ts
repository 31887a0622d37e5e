// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { REPEAT_MS } from './repeat-sound.ts'
import { Desk } from './testing/desk.ts'

describe('a repeated sound', () => {
  const repeating = async () => {
    const desk = await Desk.open()
    desk.preferences = { ...desk.preferences, repeat: true }
    await desk.ask(1)
    await desk.alerter.look()
    return desk
  }

  test('comes again until a panel is looked at', async () => {
    const desk = await repeating()
    await desk.pass(REPEAT_MS - 1)
    expect(desk.platform.sounds).toHaveLength(1)
    await desk.pass(1)
    await desk.pass(REPEAT_MS)
    expect(desk.platform.sounds).toHaveLength(3)
    desk.platform.look({})
    await desk.alerter.look()
    desk.platform.look()
    await desk.pass(REPEAT_MS)
    expect(desk.platform.sounds).toHaveLength(3)
    expect(desk.platform.notified).toHaveLength(1)
  })

  test('goes on, in its time, when the worker has died', async () => {
    const desk = await repeating()
    desk.restart()
    await desk.pass(REPEAT_MS - 1)
    expect(desk.platform.sounds).toHaveLength(1)
    desk.restart()
    await desk.pass(1)
    expect(desk.platform.sounds).toHaveLength(2)
  })

  test('ends when somebody took the conversation, and is not for one who is Away', async () => {
    const desk = await repeating()
    await desk.lose(1)
    await desk.pass(REPEAT_MS)
    expect(desk.platform.sounds).toHaveLength(1)
    await desk.ask(1)
    const account = await desk.db.meta.get('account')
    if (account?.key !== 'account') throw new Error('nobody is signed in')
    const agent = { ...account.value.agent, presence: 'away' as const }
    await desk.db.meta.put({ key: 'account', value: { ...account.value, agent } })
    await desk.pass(REPEAT_MS)
    await desk.pass(REPEAT_MS)
    expect(desk.platform.sounds).toHaveLength(2)
  })
})

// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Act } from './act.ts'
import { whileNoted } from './note-act.ts'

const ACT: Act = { what: 'member:signed-out', subject: { kind: 'agent', id: 'rina' } }
const FULL = new Error('the disk is full')

describe('work of another library', () => {
  let stages: (string | undefined)[]
  let full: boolean
  const onUnnoted = vi.fn()
  const write = vi.fn((_teamId: string, work: (write: { acts: Act[] }) => Promise<unknown>) => {
    if (full) return Promise.reject(FULL)
    const acts: Act[] = []
    return work({ acts }).then(() => {
      stages.push(...acts.map(({ stage }) => stage))
    })
  })
  const noting = { log: { write }, onUnnoted }
  beforeEach(() => {
    stages = []
    full = false
    onUnnoted.mockClear()
  })

  test('is asked for before, and done after', async () => {
    const work = () => Promise.resolve(stages.length)
    expect(await whileNoted(noting, 'team', ACT, work)).toBe(1)
    expect(stages).toEqual(['asked', undefined])
  })

  test('has failed where it throws, and where its result says so', async () => {
    const broken = new Error('no')
    const thrown = whileNoted(noting, 'team', ACT, () => Promise.reject(broken))
    await expect(thrown).rejects.toBe(broken)
    expect(stages).toEqual(['asked', 'failed'])
    const actOf = (status: number): Act => ({ ...ACT, stage: status < 400 ? 'done' : 'failed' })
    await whileNoted(noting, 'team', ACT, () => Promise.resolve(400), { actOf })
    expect(stages).toEqual(['asked', 'failed', 'asked', 'failed'])
  })

  test('is not begun where it cannot be noted, unless it takes access away', async () => {
    full = true
    const work = vi.fn(() => Promise.resolve('done'))
    await expect(whileNoted(noting, 'team', ACT, work)).rejects.toBe(FULL)
    expect(work).not.toHaveBeenCalled()
    expect(await whileNoted(noting, 'team', ACT, work, { evenUnnoted: true })).toBe('done')
    expect(onUnnoted.mock.calls).toEqual([[FULL], [FULL]])
  })

  test('stays done though that could not be noted', async () => {
    const work = () => {
      full = true
      return Promise.resolve('done')
    }
    expect(await whileNoted(noting, 'team', ACT, work)).toBe('done')
    expect(stages).toEqual(['asked'])
    expect(onUnnoted.mock.calls).toEqual([[FULL]])
  })
})

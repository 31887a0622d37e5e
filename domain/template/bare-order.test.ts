// @vitest-environment node
import { expect, test } from 'vitest'
import { aTemplate } from '../../db/testing/builders.ts'
import { bareOrder } from './bare-order.ts'

const stays = (n: number) => aTemplate(n)
const ends = (n: number, then: 'resolve' | 'hand-back') =>
  aTemplate(n, { actions: { tags: [], note: '', then } })

test('what is suggested comes first, the rest as it was', () => {
  const [one, two, three] = [stays(1), stays(2), stays(3)]
  expect(bareOrder([one, two, three], [three])).toEqual([three, one, two])
  expect(bareOrder([one, two], [three])).toEqual([one, two])
  expect(bareOrder([], [])).toEqual([])
})

test('what ends a conversation is never first, be it suggested or used most', () => {
  const [back, done, one, two] = [ends(1, 'hand-back'), ends(2, 'resolve'), stays(3), stays(4)]
  expect(bareOrder([back, done, one, two], [])).toEqual([one, back, done, two])
  expect(bareOrder([one, back], [back])).toEqual([one, back])
  expect(bareOrder([back, done], [])).toEqual([back, done])
})

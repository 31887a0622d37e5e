import { expect, test } from 'vitest'
import { allFeatures, handlersOf, type Feature } from './feature.ts'

test('a list of features that leaves a request without an answer does not compile', () => {
  // @ts-expect-error: nobody answers anything.
  expect(allFeatures([])).toEqual([])
})

test('the handlers of all features come together, and two for one request are refused', () => {
  const takes: Feature = { agent: { 'presence:set': { reads: () => Promise.resolve({}) } } }
  const types: Feature = { customer: { 'typing:set': () => Promise.resolve({}) } }
  const { agent, customer } = handlersOf([takes, types])
  expect(Object.keys(agent)).toEqual(['presence:set'])
  expect(Object.keys(customer)).toEqual(['typing:set'])
  expect(() => handlersOf([takes, types, takes])).toThrow('Two features answer presence:set.')
})

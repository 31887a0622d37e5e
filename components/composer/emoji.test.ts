// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { loadEmoji, searchEmoji } from './emoji.ts'

const find = async (wanted: string) =>
  searchEmoji(await loadEmoji('en'), wanted).map(({ character }) => character)

test('an emoji is found by its name, by the beginning of it, and by what it stands for', async () => {
  expect((await find('thumbs up'))[0]).toBe('👍')
  expect(await find('rocke')).toContain('🚀')
  expect(await find('happy')).toContain('😀')
  expect(await find('zzzz')).toEqual([])
})

test('what is called just so comes first, a face before the whole animal', async () => {
  expect((await find('rocket'))[0]).toBe('🚀')
  expect((await find('cat')).slice(0, 2)).toEqual(['🐱', '🐈'])
})

test('then come those that the whole word is said of, faces of people before those of cats', async () => {
  const smiles = await find('smile')
  expect(smiles.slice(0, 3)).toEqual(['😀', '😃', '😄'])
  expect(smiles.indexOf('😼')).toBeGreaterThan(smiles.indexOf('😊'))
  expect((await find('smi'))[0]).toBe('😀')
  const cars = await find('car')
  expect(cars).toContain('🎠')
  expect(cars.indexOf('🚗')).toBeLessThan(cars.indexOf('🎠'))
})

test('without a word all are there, in their own order', async () => {
  const all = await find(' ')
  expect(all.length).toBeGreaterThan(1_500)
  expect(all[0]).toBe('😀')
})

test('in Indonesian an emoji is called and found by its Indonesian words, and by the English ones still', async () => {
  const all = await loadEmoji('id')
  const found = (wanted: string) => searchEmoji(all, wanted).map(({ character }) => character)
  expect(all.find(({ character }) => character === '🚀')?.name).toBe('roket')
  expect(found('hati merah')[0]).toBe('❤️')
  expect(found('ngakak')).toContain('😂')
  expect(found('rocket')).toContain('🚀')
  expect(await find('roket')).not.toContain('🚀')
})

test('a flag is found by its country', async () => {
  expect((await find('germany'))[0]).toBe('🇩🇪')
  const inIndonesian = searchEmoji(await loadEmoji('id'), 'jerman')
  expect(inIndonesian[0]?.character).toBe('🇩🇪')
})

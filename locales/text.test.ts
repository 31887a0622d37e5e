import { describe, expect, test } from 'vitest'
import { fillText, spokenLanguage } from './text.ts'

describe('a text', () => {
  test('has its holes filled, with numbers as the language writes them', () => {
    const values = { name: 'Rina {who}', total: 12_345 }
    expect(fillText('{name}: {total}', 'en', values)).toBe('Rina {who}: 12,345')
    expect(fillText('{name}: {total}', 'id', values)).toBe('Rina {who}: 12.345')
  })

  test.each([
    [0, '0 messages'],
    [1, '1 message'],
    [2, '2 messages'],
    [1_001, '1,001 messages'],
  ])('of %i has its plural', (count, shown) => {
    expect(fillText('{count} message | {count} messages', 'en', { count })).toBe(shown)
  })

  test('has one plural in Indonesian', () => {
    expect(fillText('{count} pesan', 'id', { count: 1 })).toBe('1 pesan')
    expect(fillText('{count} pesan', 'id', { count: 1_001 })).toBe('1.001 pesan')
  })

  test('keeps a bar that is no plural', () => {
    expect(fillText('a | b', 'en', {})).toBe('a | b')
  })
})

describe('the language of the browser', () => {
  test.each([
    [['id-ID', 'en-US'], 'id'],
    [['in'], 'id'],
    [['fr', 'id'], 'id'],
    [['en-GB', 'id'], 'en'],
    [['inc', 'idk'], 'en'],
    [['fr-FR'], 'en'],
    [[], 'en'],
  ] as const)('%j is spoken as %s', (languages, spoken) => {
    expect(spokenLanguage(languages)).toBe(spoken)
  })
})

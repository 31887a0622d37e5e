// @vitest-environment node
import { acceptOf, FILE_TYPES } from '@baton/domain/file-types.ts'
import { DEFAULT_TEAM_SETTINGS } from '@baton/protocol/team-defaults.ts'
import { expect, test } from 'vitest'
import { inspectFile } from './inspect-file.ts'

const CSV = 'nom;prix\r\nCafé;5 €\r\n'
const windows1252 = Buffer.from(CSV.replace('€', '\u0080'), 'latin1')
const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(CSV, 'utf16le')])
const utf16WithoutMark = Buffer.from(CSV, 'utf16le')
const utf8WithMark = Buffer.from(`\ufeff${CSV}`)
/** The container that Office wrote until 2003. */
const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])

test.each([
  ['as Excel writes it in Europe', windows1252],
  ['with sep=', Buffer.from(`sep=;\r\n${CSV}`, 'latin1')],
  ['as Unicode text', utf16],
  ['as Unicode text without its mark', utf16WithoutMark],
  ['as UTF-8 with a mark', utf8WithMark],
])('a CSV file %s is one, and so is a text', async (_how, bytes) => {
  expect((await inspectFile(bytes, 'harga.csv'))?.type).toBe('text/csv')
  expect((await inspectFile(bytes, 'harga.txt'))?.type).toBe('text/plain')
})

test.each([
  ['surat.doc', 'application/msword'],
  ['harga.xls', 'application/vnd.ms-excel'],
  ['rapat.ppt', 'application/vnd.ms-powerpoint'],
])('%s of an older Office is %s', async (name, type) => {
  expect((await inspectFile(cfb, name))?.type).toBe(type)
  expect(await inspectFile(cfb, 'setup.msi')).toBeNull()
})

test('bytes that are no text are none, whatever they are called', async () => {
  expect(await inspectFile(Buffer.from([0, 1, 2, 3, 0xff, 0xfe]), 'a.csv')).toBeNull()
  expect(await inspectFile(Buffer.from([7, 0xe9, 0xe9, 1]), 'a.txt')).toBeNull()
})

test('every type that a team allows from the start is one that can be sent', () => {
  for (const type of DEFAULT_TEAM_SETTINGS.attachments.types)
    expect(FILE_TYPES).toHaveProperty([type])
  expect(acceptOf(DEFAULT_TEAM_SETTINGS.attachments.types)).toContain('.pptx')
})

test.each([
  ...[
    'BMW is the car that I drive',
    'MZ said hello',
    'solid ground is what we want',
    'PAR1,100\n2,3',
  ],
  ...['FWS,1\n2,3', 'OTTO,1', 'BZh91 was the name', '{\\rtf1 hello}', '%!PS-Adobe', 'AC1015,2'],
  ...[
    '<?xml version="1.0"?><order/>',
    'BEGIN:VCALENDAR\nEND:VCALENDAR',
    '%PDF-1.4 is what it says',
  ],
  ...[
    '-----BEGIN PGP MESSAGE-----\n\nhQEMA',
    'Cr24',
    'MSCF,1',
    'abcdftypqt  ,2',
    'ID3 tags',
    'RIFF',
  ],
])(
  'a text that begins with %j is a text, in files that are called so and in no others',
  async (text) => {
    const bytes = Buffer.from(text)
    expect(await inspectFile(bytes, 'notes.txt')).toMatchObject({
      type: 'text/plain',
      name: 'notes.txt',
    })
    expect(await inspectFile(bytes, 'list.csv')).toMatchObject({
      type: 'text/csv',
      name: 'list.csv',
    })
    expect((await inspectFile(bytes, 'picture.png'))?.type ?? '').not.toMatch(/^text|^image/)
  },
)

test('what is no text is what its bytes say, though it is called one', async () => {
  const png = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489',
    'hex',
  )
  expect(await inspectFile(png, 'notes.txt')).toMatchObject({ type: 'image/png' })
  expect(
    await inspectFile(Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'a.txt'),
  ).toBeNull()
})

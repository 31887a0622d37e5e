import 'fake-indexeddb/auto'
import { shownName } from '@baton/domain/guest.ts'
import { searchWords } from '@baton/domain/search-text.ts'
import { v7 as newId } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putMessages } from '../../db/commands/put-messages.ts'
import { BatonDatabase } from '../../db/database.ts'
import { searchMessages } from '../../db/queries/search-messages.ts'
import { ENGINES } from './support/databases.ts'
import { pullAll, startWorld, type World } from './support/world.ts'

// What people type finds what other people wrote, the same in the panel's copy and on both databases.

/** What was said, each in a conversation of its own. */
const SAID = {
  danang: 'Gửi đến Đà Nẵng giúp tôi',
  lodz: 'Paczka do Łodzi, ulica Żółta',
  danish: 'Hvor er min smørrebrød? Ærlig talt på Ærø',
  german: 'Meine Adresse ist Weißstraße 5',
  turkish: "Iğdır'a kargo, ISPARTA değil",
  french: 'Mon œuvre n’est pas arrivée — “urgent”',
  icelandic: 'Þetta er Guðrún frá Ísafirði',
  chinese: '您好，我要申请退款，订单还没到',
  mixed: '我的iPhone手机壳坏了',
  japanese: '注文をキャンセルしたいのですが、返金はいつですか',
  korean: '카드결제취소하고 환불은 언제 되나요',
  thai: 'ขอคืนเงินหน่อยค่ะสั่งซื้อเมื่อวาน',
  khmer: 'ខ្ញុំចង់បានប្រាក់វិញ',
  arabic: 'أُرِيدُ اِسْتِرْدَادَ المَبْلَغِ مِن مُحَمَّد',
  persian: 'سفارش من کجاست؟ می‌خواهم پولم را پس بگیرید',
  arabicDigits: 'رقم الطلب ٤٨٢١٠٠',
  hebrew: 'שָׁלוֹם, איפה ההזמנה שלי',
  greek: 'Πού είναι η παραγγελία μου; ΟΔΟΣ ΑΘΗΝΑΣ',
  russian: 'Где мой ещё один заказ? ОПЛАТА',
  phone: 'call me on +62 812-3456-7890 please',
  phoneAtHome: 'nomor saya 0813 1111 2222 ya',
  phoneBare: 'wa 6281555566667',
  london: 'ring (020) 7946 0958 after six',
  londonWithBoth: 'ring +44 (0)20 7946 0812',
  kazakh: 'Қазақстанға жеткізу бар ма',
  acute: 'Soy Sean O´Dwyer',
  norway: 'ring +47 22 22 33 44',
  card: 'ends 4111 1111 1111 1234',
  amount: 'I paid Rp 1.500.000 yesterday',
  date: 'bought on 2026-11-29',
  order: 'Order #A-4821, please',
  refund: 'where is my refund',
  warranty: 'Is the warranty transferable?',
  invisible: 'my pass\u00adword re\u200bset fails',
} as const
type Said = keyof typeof SAID

const FOUND: readonly (readonly [string, readonly Said[]])[] = [
  // Letters with strokes, and those that fall apart into two.
  ['da nang', ['danang']],
  ['Đà Nẵng', ['danang']],
  ['lodzi zolta', ['lodz']],
  ['smorrebrod', ['danish']],
  ['aerlig', ['danish']],
  ['weissstrasse', ['german']],
  ['Weißstr', ['german']],
  ['igdir', ['turkish']],
  ['ısparta', ['turkish']],
  ['oeuvre', ['french']],
  ["n'est", ['french']],
  ['gudrun thetta', ['icelandic']],
  // Words within what is written without spaces.
  ['退款', ['chinese']],
  ['订单', ['chinese']],
  ['申请退款', ['chinese']],
  ['手机壳', ['mixed']],
  ['壳', ['mixed']],
  ['退', ['chinese']],
  ['款', ['chinese']],
  ['金', ['japanese']],
  ['카', ['korean']],
  ['iphone 壳', ['mixed']],
  ['キャンセル', ['japanese']],
  ['返金', ['japanese']],
  ['ｷｬﾝｾﾙ', ['japanese']],
  ['きゃんせる', ['japanese']],
  ['казакстанга', ['kazakh']],
  ["o'dwyer", ['acute']],
  ['שלומ', ['hebrew']],
  ['+442079460812', ['londonWithBoth']],
  ['020 7946 0812', ['londonWithBoth']],
  ['결제', ['korean']],
  ['환불', ['korean']],
  ['คืนเงิน', ['thai']],
  ['สั่งซื้อ', ['thai']],
  ['ប្រាក់', ['khmer']],
  // Vowel marks, forms of letters and digits.
  ['اريد استرداد', ['arabic']],
  ['المبلغ', ['arabic']],
  ['محمد', ['arabic']],
  ['كجاست', ['persian']],
  ['میخواهم', ['persian']],
  ['482100', ['arabicDigits']],
  ['שלום', ['hebrew']],
  ['που οδος', ['greek']],
  ['еще оплата', ['russian']],
  // Numbers however they are written.
  ['+6281234567890', ['phone']],
  ['+62 812 3456 7890', ['phone']],
  ['(0812) 3456-7890', ['phone']],
  ['081234567890', ['phone']],
  ['0062 812 3456 7890', ['phone']],
  ['3456-7890', ['phone']],
  ['34567890', ['phone']],
  ['+6281311112222', ['phoneAtHome']],
  ['0813-1111-2222', ['phoneAtHome']],
  ['+62 815-5556-6667', ['phoneBare']],
  ['0815 5556 6667', ['phoneBare']],
  ['+44 20 7946 0958', ['london']],
  ['+44 (0)20 7946 0958', ['london']],
  ['22223344', ['norway']],
  ['4111-1111-1111-1234', ['card']],
  ['1500000', ['amount']],
  ['2026-11-29', ['date']],
  ['4821', ['order', 'arabicDigits']],
  ['#a-4821', ['order']],
  // One slip of the pen.
  ['refnud', ['refund']],
  ['refud', ['refund']],
  ['refunnd', ['refund']],
  ['wefund', ['refund']],
  ['waranty', ['warranty']],
  ['warranyt tranferable', ['warranty']],
  ['параграф', []],
  ['опалта', ['russian']],
  // Nobody sees what is in between.
  ['password reset', ['invisible']],
  // What is nowhere is not found.
  ['refrigerator', []],
  ['+62 812-3456-7891', []],
  ['退货', []],
]

type Find = (query: string) => Promise<string[]>

async function inCopy(): Promise<{ find: Find; end: () => Promise<void> }> {
  const db = new BatonDatabase('search-words')
  for (const [n, text] of Object.values(SAID).entries()) {
    const author = { kind: 'customer' as const }
    const message = { id: newId(), conversationId: newId(), seq: 1, author, text, attachments: [] }
    await putMessages(db, [{ ...message, visibility: 'everyone', at: n }])
  }
  return {
    find: async (query) =>
      (await searchMessages(db, searchWords(query), 50)).map(({ text }) => text),
    end: () => {
      db.close()
      return Promise.resolve()
    },
  }
}

async function onServer(engine: (typeof ENGINES)[number]) {
  const world = await startWorld(engine)
  for (const [n, text] of Object.values(SAID).entries()) {
    await world.server.app.services.conversations.importConversation(world.teamId, {
      customer: { name: 'Ana', email: null },
      state: 'resolved',
      messages: [{ from: 'customer', text, at: n + 1 }],
    })
  }
  const rina = await world.agent('rina')
  const find: Find = async (query) => {
    const found = await rina.ask('search:messages', { query, limit: 50 })
    return found.messages.map(({ text }) => text)
  }
  return { find, end: () => world.end() }
}

const starts = [
  ['the copy in the panel', inCopy],
  ...ENGINES.map((engine) => [engine, () => onServer(engine)] as const),
] as const

describe.each(starts)('in %s', (_where, start) => {
  let find: Find
  let end: () => Promise<void>
  beforeAll(async () => {
    ;({ find, end } = await start())
  }, 60_000)
  afterAll(() => end())

  test.each(FOUND)('%j is found where it is', async (query, said) => {
    const texts = await find(query)
    const expected = said.map((one) => SAID[one])
    expect(texts.slice().sort()).toEqual(expected.slice().sort())
  })
})

describe.each(ENGINES)('customers on %s', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await startWorld(engine)
    const people = [
      ['Łukasz Żak', 'lukasz@firma.example'],
      ['+62 812-3456-7890', null],
      ['王小明', null],
      ['Søren Ærø', 'soren@aero.example'],
    ] as const
    for (const [name, email] of people) {
      await world.server.app.services.conversations.importConversation(world.teamId, {
        ...{ customer: { name, email }, state: 'resolved' },
        messages: [{ from: 'customer', text: 'Hello', at: 1 }],
      })
    }
  }, 60_000)
  afterAll(() => world.end())

  test.each([
    ['lukasz zak', 'Łukasz Żak'],
    ['luaksz', 'Łukasz Żak'],
    ['0812 3456 7890', '+62 812-3456-7890'],
    ['小明', '王小明'],
    ['soren aero', 'Søren Ærø'],
    ['aero.example', 'Søren Ærø'],
  ])('%j finds them by name or email', async (query, name) => {
    const rina = await world.agent('rina')
    const found = await rina.ask('search:conversations', { query, limit: 50 })
    const names = found.rows.flatMap((row) => (row.kind === 'customer' ? [row.value.name] : []))
    rina.socket.disconnect()
    expect(names).toEqual([name])
  })

  test.each(['en', 'id'] as const)(
    'a guest is found by what panels call them in %s',
    async (language) => {
      const guest = await world.customer()
      const text = `Do you ship to Japan? ${language}`
      await guest.says(text)
      const rina = await world.agent('rina')
      const { rows } = await pullAll(rina)
      const asked = rows.find((row) => row.kind === 'message' && row.value.text === text)
      const customer = rows
        .flatMap((row) =>
          row.kind === 'conversation' &&
          asked?.kind === 'message' &&
          row.value.id === asked.value.conversationId
            ? [row.value.customer]
            : [],
        )
        .at(-1)
      if (!customer) throw new Error('Nobody has asked.')
      const query = shownName(customer, language)
      const found = await rina.ask('search:conversations', { query, limit: 50 })
      rina.socket.disconnect()
      const ids = found.rows.flatMap((row) => (row.kind === 'customer' ? [row.value.id] : []))
      expect(ids).toEqual([customer.id])
    },
  )
})

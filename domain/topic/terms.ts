import { plainly } from './phrases.ts'

// Words of grammar rather than topic, in English and Indonesian.
const STOP_WORDS = new Set(
  `a about after again all already also am an and any are as at be because been before but by can cant could
  did didnt do does doesnt doing dont done else even ever every for from get getting give go going gone got
  had has hasnt have havent having hello help hey hi how i id if ill im in into is isnt it its ive just keep
  kind know last let like long look made make many may me mine more much must my need never no not now of on
  one only or order our out over please really said say see seem should show so some something soon still
  such sure take tell than thank thanks that thats the their them then there these they thing this those
  time to told too tried try trying up us use using very want wanted was way we well went were what whats
  when where which while who why will with without wont work working would yes yet you your able actually approximately ago anything around ask been being best bit cause
  currently day deal down exactly expect explain fact figure find guys happen happened happening hi issue
  live mean mine myself nothing anymore problem question quite rather reason recent recently right seems
  assist assistance provide immediately since somehow sorry start step steps suddenly today tomorrow understand until week weeks wondering yesterday
  ada adalah agar akan aku anda apa apakah atau bagaimana barang berapa bisa cara dalam dan dari dengan di halo ini itu jika
  juga kalau kami kapan ke kenapa mau mengapa mohon pada saya saja sudah tapi tidak tolong untuk ya yang`
    .split(/\s+/)
    // Stop words that also name topics of the shop: those count.
    .filter((word) => !['order', 'show', 'work', 'working'].includes(word)),
)

/** Synonyms: both sides become the second word. */
const SAME: Readonly<Record<string, string>> = {
  topup: 'top',
  price: 'fee',
  cost: 'fee',
  charge: 'fee',
  fees: 'fee',
  auto: 'automatic',
  automatically: 'automatic',
  purchase: 'payment',
  transaction: 'payment',
  authenticate: 'verify',
  prove: 'verify',
  unauthorized: 'recognise',
  unauthorised: 'recognise',
  unusual: 'recognise',
  unfamiliar: 'recognise',
  unrecognized: 'recognise',
  suspicious: 'recognise',
  pay: 'payment',
  paid: 'payment',
  rejected: 'decline',
  refused: 'decline',
  denied: 'decline',
  failure: 'fail',
  unsuccessful: 'fail',
  duplicate: 'double',
  repeat: 'double',
  expiration: 'expire',
  expiry: 'expire',
  canceled: 'cancel',
  cancellation: 'cancel',
  recurring: 'automatic',
  location: 'located',
  reversed: 'revert',
  funds: 'money',
  cellphone: 'phone',
  mobile: 'phone',
  unblock: 'block',
  unlock: 'block',
  locked: 'block',
  terminate: 'close',
  delete: 'close',
  shut: 'close',
  topping: 'top',
  topped: 'top',
  atm: 'withdraw',
  withdrawal: 'withdraw',
  cashpoint: 'withdraw',
  withdrew: 'withdraw',
  package: 'parcel',
  shipment: 'delivery',
  shipping: 'delivery',
  shipped: 'delivery',
  deliver: 'delivery',
  delivered: 'delivery',
  stole: 'stolen',
  lose: 'lost',
  frozen: 'freeze',
  broken: 'damaged',
  broke: 'damaged',
  login: 'sign',
  moved: 'address',
  arrived: 'arrive',
  came: 'arrive',
  come: 'arrive',
  recognize: 'recognise',
  recognized: 'recognise',
  verification: 'verify',
  verified: 'verify',
  activation: 'activate',
  refunded: 'refund',
  twice: 'double',
  doubled: 'double',
  guarantee: 'warranty',
  passport: 'identity',
  id: 'identity',
  pengembalian: 'refund',
  kartu: 'card',
  pesanan: 'order',
  alamat: 'address',
  rusak: 'damaged',
  hilang: 'lost',
  dicuri: 'stolen',
  batal: 'cancel',
  membatalkan: 'cancel',
  batalkan: 'cancel',
  pengiriman: 'delivery',
  paket: 'parcel',
  garansi: 'warranty',
  biaya: 'fee',
  uang: 'money',
  lupa: 'forgot',
  ditolak: 'decline',
  bayar: 'payment',
}

/** A word's term in the index; null if it says nothing about a topic. */
export function toTerm(word: string): string | null {
  const plain = word.toLowerCase().replace(/['’]/g, '')
  if (plain.length < 2 || STOP_WORDS.has(plain)) return null
  // A number is an order or an amount, never a topic.
  if (/^\d+$/.test(plain)) return null
  const stem = stemOf(plain)
  return stemOf(SAME[plain] ?? SAME[stem] ?? stem)
}

/** Removes the most common English endings: enough to match "payments" and "payment", no more. */
function stemOf(word: string): string {
  if (word.length < 5) return word.replace(/^(.{3})s$/, '$1')
  return word
    .replace(/(?:sses)$/, 'ss')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')
    .replace(/(.{3})(?:ing|ed)$/, '$1')
    .replace(/(.)\1$/, '$1')
    .replace(/(.{4})e$/, '$1')
}

/** Splits a text into words; a phrase with one meaning becomes one word. */
export function wordsOf(text: string): string[] {
  return plainly(text).split(/[^\p{L}\p{N}']+/u)
}

/** The distinct topical words of a text, in order. */
export function termsOf(text: string): string[] {
  return [
    ...new Set(
      wordsOf(text)
        .map(toTerm)
        .filter((term) => term !== null),
    ),
  ]
}

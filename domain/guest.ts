// A customer who is not known by name. The server needs some name for them, and makes one of their id; nobody is to take
// it for theirs. People tell guests apart by an animal, which the id chooses too.

import type { Page } from '@baton/protocol/visit.ts'
import { cleanName } from './clean-name.ts'
import { shownPageAddress } from './shown-page.ts'

interface Animal {
  emoji: string
  en: string
  id: string
}

/** Animals that nobody minds to be called by, with the names of a language each; told apart at a glance. */
const ANIMALS: readonly Animal[] = `
🦊 Fox Rubah|🦦 Otter Berang-berang|🐼 Panda Panda|🐨 Koala Koala|🐯 Tiger Harimau|🦁 Lion Singa|🐧 Penguin Pinguin|
🦉 Owl Celepuk|🦅 Eagle Elang|🦆 Duck Bebek|🦢 Swan Angsa|🦩 Flamingo Flamingo|🦚 Peacock Merak|🦜 Parrot Nuri|
🐢 Turtle Penyu|🐬 Dolphin Lumba-lumba|🐙 Octopus Gurita|🦀 Crab Kepiting|🐟 Fish Ikan|🦋 Butterfly Kupu-kupu|
🐝 Bee Lebah|🐞 Ladybird Kepik|🦔 Hedgehog Landak|🐰 Rabbit Kelinci|🐿️ Squirrel Tupai|🐹 Hamster Hamster|
🐱 Cat Kucing|🐻 Bear Beruang|🦌 Deer Rusa|🐴 Horse Kuda|🦓 Zebra Zebra|🦒 Giraffe Jerapah|🐘 Elephant Gajah|
🐫 Camel Unta|🦙 Llama Llama|🦘 Kangaroo Kanguru|🦝 Raccoon Rakun|🐺 Wolf Serigala|🐓 Rooster Jago|🐥 Chick Piyik|
🕊️ Dove Merpati|🐏 Ram Domba|🐆 Leopard Macan|🦏 Rhino Badak|🦈 Shark Hiu|🦞 Lobster Lobster|🐳 Whale Paus|🦎 Gecko Tokek`
  .split('|')
  .map((line) => {
    const [emoji = '', en = '', id = ''] = line.trim().split(' ')
    return { emoji, en, id }
  })

const GUEST = { en: 'Guest', id: 'Tamu' } as const

/** Who somebody is, as far as a name tells: the id decides whether that name was made of it. */
export interface Called {
  id: string
  name: string
}

/** What the server calls a customer whose name nobody has said: the last digits of a UUIDv7 are random. */
export function guestName(id: string): string {
  return `Guest ${id.slice(-4).toUpperCase()}`
}

/** Whether it looks like one of `guestName`, where the id is not known any more. */
export function isGuestName(name: string): boolean {
  return /^Guest [0-9A-F]{4}$/.test(name)
}

/** The name that a customer has; null for a guest, whose name says nothing of them. */
export function knownName({ id, name }: Called): string | null {
  return name === '' || name === guestName(id) ? null : name
}

/** The face of a guest; null for who has a name. */
export function guestFace(customer: Called): string | null {
  return knownName(customer) === null ? animalOf(customer.id).emoji : null
}

/**
 * What people read as a customer's name: theirs, or by which guest one tells them from the others ("Guest Otter"). In a
 * language that has no names for the animals guests are called in English.
 */
export function shownName(customer: Called, language: string): string {
  const named = isNamed(language) ? language : 'en'
  return knownName(customer) ?? `${GUEST[named]} ${animalOf(customer.id)[named]}`
}

/** The shown name, and of a guest whose page is known both of them as `withPage` joins them. */
export function shownNameAndPage(
  conversation: { customer: Called; page: Page | null },
  language: string,
  withPage: (name: string, page: string) => string,
): string {
  const name = shownName(conversation.customer, language)
  const page = guestPage(conversation)
  return page === null ? name : withPage(name, page)
}

/**
 * The page that a guest wrote from, by which guests of one animal are told apart: its title, else its address. Null for
 * who has a name, and where no page is known.
 */
export function guestPage({
  customer,
  page,
}: {
  customer: Called
  page: Page | null
}): string | null {
  if (page === null || knownName(customer) !== null) return null
  const address = shownPageAddress(page.url) ?? ''
  return cleanName(page.title) || address.replace(/^https?:\/\//, '').replace(/\/$/, '') || null
}

/** What a search finds a customer by: their name; a guest by what they are shown as, in each language. */
export function findableName(customer: Called): string {
  return knownName(customer) ?? `${shownName(customer, 'en')} ${shownName(customer, 'id')}`
}

function isNamed(language: string): language is keyof typeof GUEST {
  return Object.hasOwn(GUEST, language)
}

function animalOf(id: string): Animal {
  // The random end of a UUIDv7: as many digits as a number holds exactly.
  const digits = Number.parseInt(id.replaceAll('-', '').slice(-12), 16)
  const animal = ANIMALS[(Number.isNaN(digits) ? 0 : digits) % ANIMALS.length]
  return animal ?? { emoji: '🦊', en: 'Fox', id: 'Rubah' }
}

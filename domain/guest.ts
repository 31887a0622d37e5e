// A customer without a known name. The server makes a name from their id, which nobody must take for a real one.
// People tell guests apart by an animal, which the id also selects.

import type { Page } from '@baton/protocol/visit.ts'
import { cleanName } from './clean-name.ts'
import { shownPageAddress } from './shown-page.ts'

interface Animal {
  emoji: string
  en: string
  id: string
}

/** Animals that nobody minds being called, with their names in each language; easy to tell apart. */
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

/** A customer's id and name. The id shows whether the name was made from it. */
export interface Called {
  id: string
  name: string
}

/** The server's name for a customer without one: the last digits of a UUIDv7 are random. */
export function guestName(id: string): string {
  return `Guest ${id.slice(-4).toUpperCase()}`
}

/** Whether a name has the form of `guestName`, for when the id is no longer known. */
export function isGuestName(name: string): boolean {
  return /^Guest [0-9A-F]{4}$/.test(name)
}

/** A customer's own name; null for a guest. */
export function knownName({ id, name }: Called): string | null {
  return name === '' || name === guestName(id) ? null : name
}

/** The emoji of a guest; null for a customer with a name. */
export function guestFace(customer: Called): string | null {
  return knownName(customer) === null ? animalOf(customer.id).emoji : null
}

/**
 * The name that people read: the customer's own, or the guest's animal ("Guest Otter"). Languages without names for
 * the animals use English.
 */
export function shownName(customer: Called, language: string): string {
  const named = isNamed(language) ? language : 'en'
  return knownName(customer) ?? `${GUEST[named]} ${animalOf(customer.id)[named]}`
}

/** The shown name; for a guest with a known page both, joined by `withPage`. */
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
 * The page on which a guest wrote, to tell guests of one animal apart: its title, otherwise its address. Null for a
 * customer with a name, and without a page.
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

/** The text by which a search finds a customer: their name; for a guest the shown name in each language. */
export function findableName(customer: Called): string {
  return knownName(customer) ?? `${shownName(customer, 'en')} ${shownName(customer, 'id')}`
}

function isNamed(language: string): language is keyof typeof GUEST {
  return Object.hasOwn(GUEST, language)
}

function animalOf(id: string): Animal {
  // The random end of a UUIDv7, with as many digits as a number holds exactly.
  const digits = Number.parseInt(id.replaceAll('-', '').slice(-12), 16)
  const animal = ANIMALS[(Number.isNaN(digits) ? 0 : digits) % ANIMALS.length]
  return animal ?? { emoji: '🦊', en: 'Fox', id: 'Rubah' }
}
